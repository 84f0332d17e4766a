import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from whence.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.mark.parametrize("arguments", [("read", EXAMPLES / "harbour.txt"), ("link",)])
def test_without_pyspark_one_sentence_says_what_to_install(tmp_path, arguments):
    if find_spec("pyspark") is not None:
        pytest.skip("pyspark is installed")
    result = run("spark", *arguments, tmp_path / "out")
    sentence = "whence spark: this needs the package pyspark, which is not installed."
    assert result.output == f"{sentence} Install it with: pip install 'whence[spark]'.\n"
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_setting_without_a_value_is_refused(tmp_path):
    result = run("spark", "read", "--conf", "spark.ui.enabled", EXAMPLES, tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.endswith("--conf spark.ui.enabled: this is not a setting. Write key=value.\n")


def test_filters_are_refused_for_files_that_are_read(tmp_path):
    shutil.copy(EXAMPLES / "harbour.txt", tmp_path)
    result = run("add", tmp_path / "news.whence", tmp_path / "harbour.txt", "--query", "harbour")
    assert result.exit_code == 2
    assert result.stderr.endswith(
        f"{tmp_path}/harbour.txt: --publisher, --from, --to and --query choose of what whence spark read wrote only.\n"
    )
    assert not (tmp_path / "news.whence").exists()
