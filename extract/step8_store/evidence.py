"""One figure with the print around it."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from extract.models import COLUMNS, Span
from extract.step8_store import schema
from extract.step8_store.store import Store

__all__ = ["Evidence"]

