"""What all commands share: how they fail, and the options that several of them have."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from portal.content.deadlines import read_day


class Failure(click.ClickException):
    """Wrong use or an input/output failure: one line and exit 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say what is wrong on standard error."""
        click.echo(f"portal: {self.message}", err=True)


class Day(click.ParamType[datetime.date]):
    """A date argument, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """Read the date, or refuse it as wrong use."""
        if isinstance(value, datetime.date):
            return value
        try:
            return read_day(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as YYYY-MM-DD.", param, ctx)


def content_option(command: Any) -> Any:
    """`--content DIR`."""
    return click.option(
        "--content",
        type=click.Path(path_type=Path),
        default=Path("guidance"),
        show_default=True,
        help="The folder that holds the records.",
    )(command)


def today_option(command: Any) -> Any:
    """`--today DATE`; without it the current date, which nothing further in asks for."""
    return click.option(
        "--today",
        type=Day(),
        default=datetime.date.today,
        show_default="the current date",
        help="The day to work for, YYYY-MM-DD.",
    )(command)
