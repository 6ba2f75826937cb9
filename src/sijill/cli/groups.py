"""Verbs that have verbs of their own: listed in the order of the source, in the user's language."""

import click

from sijill.words import preferred_language, say


class Acts(click.Group):
    """The acts of a verb; what each does stands at ``cli.VERB.ACT.short`` of the words."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the acts in the order of the source."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the acts with what each does."""
        language = preferred_language()
        with formatter.section(say("cli.commands", language)):
            acts = self.list_commands(ctx)
            formatter.write_dl([(act, say(f"cli.{self.name}.{act}.short", language)) for act in acts])
