"""`tashan manage check_governance`: is every matter what its history makes of it?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tashan.web.governance.kept import DamagedHistoryError, differences
from tashan.web.governance.models import Matter


class Command(BaseCommand):
    """Fold every history again and compare."""

    help = "Folds the history of every matter again and compares it with what boards show."

    def handle(self, *_: Any, **__: Any) -> None:
        """Say how many agree; fail, naming those that do not."""
        wrong, count = [], 0
        for matter in Matter.objects.iterator():
            count += 1
            try:
                found = differences(matter)
            except DamagedHistoryError as error:
                found = (str(error),)
            if found:
                wrong.append(f"{matter.key}: {', '.join(found)}")
        if wrong:
            raise CommandError(f"{len(wrong)} of {count} matters are not what their history says: {'; '.join(wrong)}")
        self.stdout.write(f"{count} matters agree with their history.")
