"""Files made for tests of reading: a page as PDF, as HTML and as a scan."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts")
PAPER = (1400, 760)
HTML = """<html><head><meta charset="gb18030"><title>外贸</title><style>p {{}}</style></head>
<body><p>1月,出口<b>94</b>亿元</p><div>增长4.2%</div><script>var x = 5;</script></body></html>"""
HEADLINE = "外贸出口实现良好开局"
COLUMNS = (
    ("1月,全市出口94亿", "元,同比增长4.2%,比上", "月加快1.3个百分点。民", "营企业出口61.5亿元。"),
    ("工业生产者出厂价格同比", "下降1.2%。规模以上工", "业增加值增长5.7%。全", "市新增就业3.2万人。"),
)


def find_font() -> Path | None:
    """A font with Chinese characters, where the machine has one."""
    return next(iter(sorted(FONTS.rglob("NotoSerifCJK-Regular.ttc"))), None)


def draw_page(font: Path) -> Image.Image:
    """A headline over two columns, in black on white."""
    page = Image.new("L", PAPER, 255)
    pen = ImageDraw.Draw(page)
    pen.text((100, 60), HEADLINE, font=ImageFont.truetype(font, 64), fill=0)
    for number, lines in enumerate(COLUMNS):
        for row, line in enumerate(lines):
            pen.text((100 + 440 * number, 220 + 50 * row), line, font=ImageFont.truetype(font, 32), fill=0)
    return page


def as_bytes(page: Image.Image, kind: str) -> bytes:
    """The picture as a file of some kind, PDF included."""
    file = BytesIO()
    page.save(file, kind, resolution=150)
    return file.getvalue()


def make_pdf(text: str, *, locked: bool = False) -> bytes:
    """The least PDF that shows a line of ASCII; a locked one asks for a password that nobody has."""
    stream = f"BT /F1 12 Tf 50 50 Td ({text}) Tj ET" if text else ""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'00' * 32}>>>",
    ]
    body = "".join(f"{number} 0 obj{part}endobj\n" for number, part in enumerate(parts, 1))
    lock = "/Encrypt 6 0 R/ID[<00><00>]" if locked else ""
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size 7{lock}>>".encode()
