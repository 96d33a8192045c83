"""Colours and type in one place: the Mantine theme, the stylesheet and every figure take them from here.

Blue and orange carry direction, never red and green: readers on either side of the border read those oppositely.
"""

from __future__ import annotations

from typing import Any, Final

__all__ = ["BLUES", "FONT", "GREYS", "MANTINE", "ORANGES", "SERIES"]

FONT: Final = (
    "-apple-system, BlinkMacSystemFont, 'PingFang SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Source Han Sans SC', 'Segoe UI', sans-serif"
)
BLUES: Final = (
    "#eef4fb",
    "#dbe7f5",
    "#b9d0ea",
    "#92b5db",
    "#6a99cb",
    "#467dba",
    "#2b66a6",
    "#1f548f",
    "#184375",
    "#12335b",
)
ORANGES: Final = (
    "#fdf3e9",
    "#fae4cd",
    "#f4c99c",
    "#ecaa69",
    "#e28e40",
    "#d37524",
    "#b96118",
    "#9a4f13",
    "#7b3f10",
    "#5d2f0c",
)
GREYS: Final = (
    "#f7f8fa",
    "#eff1f4",
    "#e3e7ec",
    "#d0d6de",
    "#adb6c2",
    "#8791a0",
    "#667180",
    "#4c5665",
    "#333c49",
    "#1d2530",
)
SERIES: Final = (
    "#1f548f",
    "#d37524",
    "#2a8a82",
    "#8a5aa8",
    "#a63d57",
    "#6f7d1c",
    "#3f8fc4",
    "#8a6a3b",
)
"""Colours of series that stand side by side, told apart with any colour vision."""

MANTINE: Final[dict[str, Any]] = {
    "fontFamily": FONT,
    "headings": {"fontFamily": FONT, "fontWeight": "600"},
    "primaryColor": "blue",
    "primaryShade": 7,
    "defaultRadius": "sm",
    "colors": {"blue": BLUES, "orange": ORANGES, "gray": GREYS},
    "black": GREYS[9],
    "fontSizes": {"xs": "12px", "sm": "13px", "md": "14px", "lg": "16px", "xl": "20px"},
}
