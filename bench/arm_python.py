"""Put together a Python for ARM in a folder, to run whence on an emulated processor: ``qemu-aarch64`` runs it.

The interpreter comes from Debian's packages for arm64, unpacked and not installed; the libraries are wheels for
aarch64, with the newest ONNX Runtime that QEMU 7.2 can run. Needs Debian with ``apt-get`` and QEMU's user emulation.
"""

import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ArmPython", "make_arm_python"]

_ROOT = Path(__file__).parent.parent
_PACKAGES = (
    *("python3.11-minimal", "libpython3.11-minimal", "libpython3.11-stdlib", "libc6", "libgcc-s1", "libstdc++6"),
    *("libbz2-1.0", "libcrypt1", "libexpat1", "libffi8", "liblzma5", "libncursesw6", "libnsl2", "libreadline8"),
    *("libsqlite3-0", "libssl3", "libtinfo6", "libtirpc3", "libuuid1", "zlib1g"),
)
_ENGINE = "onnxruntime==1.27.0"
_PROCESSOR = "neoverse-n1"
_WHEELS = ("manylinux_2_28_aarch64", "manylinux_2_27_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmPython:
    """A Python for ARM."""

    command: tuple[str, ...]
    """What runs it here."""
    paths: str
    """For ``PYTHONPATH``."""


def make_arm_python(folder: Path) -> ArmPython:
    """Put a Python together in a folder, unless the folder has one.

    Raises:
        CalledProcessError: A package cannot be had.
    """
    root, site = folder.resolve() / "root", folder.resolve() / "site"
    if not site.exists():
        _unpack(folder.resolve())
        _install(site)
    return ArmPython(
        command=("qemu-aarch64", "-cpu", _PROCESSOR, "-L", str(root), str(root / "usr/bin/python3.11")),
        paths=os.pathsep.join(map(str, (_ROOT / "src", _ROOT, site))),
    )


def _unpack(folder: Path) -> None:
    for name in ("apt/lists/partial", "apt/archives/partial", "packages", "root"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "apt/status").touch()
    settings = {
        "APT::Architecture": "arm64",
        "APT::Architectures": "arm64",
        "Dir::State": folder / "apt",
        "Dir::State::status": folder / "apt/status",
        "Dir::Cache": folder / "apt",
    }
    apt = ["apt-get", "-qq", *(part for name, value in settings.items() for part in ("-o", f"{name}={value}"))]
    subprocess.run([*apt, "update"], check=True)  # noqa: S603 -- fixed commands
    subprocess.run([*apt, "download", *_PACKAGES], check=True, cwd=folder / "packages")  # noqa: S603
    for package in sorted((folder / "packages").glob("*.deb")):
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder / "root")], check=True)  # noqa: S603, S607


def _install(site: Path) -> None:
    needed = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    others = [one for one in needed if not one.startswith("onnxruntime")]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site)]
    pip += ["--only-binary=:all:", "--python-version=3.11", "--implementation=cp"]
    pip += [f"--platform={name}" for name in _WHEELS]
    subprocess.run([*pip, _ENGINE, *others], check=True)  # noqa: S603 -- what the package needs
