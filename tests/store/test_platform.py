"""What is known of file systems: read from the text that Linux gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.store.platform import find_cloud_service, mounted_as

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
31 22 0:27 / /home rw - btrfs /dev/vdb rw
40 31 0:44 / /home/anna/Law\\040books rw shared:3 - nfs4 server:/books rw
41 22 0:45 / /mnt rw - autofs auto rw
42 41 0:46 / /mnt rw - cifs //server/share rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/library", "ext4"),
        ("/home/anna/Glossator", "btrfs"),
        ("/home/anna/Law books/Glossator", "nfs4"),
        ("/home/anna/Law books2", "btrfs"),
        ("/mnt/library", "cifs"),
    ],
)
def test_the_innermost_and_last_mount_tells_the_file_system(folder: str, kind: str) -> None:
    assert mounted_as(Path(folder), MOUNTS) == kind


def test_unreadable_lines_of_mounts_are_passed_over() -> None:
    assert mounted_as(Path("/x"), "nonsense\n - \n1 2 3 - ext4\n") == ""


def test_an_ordinary_folder_belongs_to_no_cloud_service(tmp_path: Path) -> None:
    assert find_cloud_service(tmp_path / "Dropbox papers for class") is None
