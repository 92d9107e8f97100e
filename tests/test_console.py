"""The transcripts' own runner: what it takes for a command, input and output."""

from pathlib import Path

import pytest

from tests import console


def _run(text: str, folder: Path) -> list[str]:
    _, steps = console.parse(text)
    env = console.environment(folder)
    return [console.run(step, folder, env).render() for step in steps]


def test_output_errors_and_status_are_shown_apart(tmp_path: Path) -> None:
    (shown,) = _run("$ cat given missing << EOF\nEOF\n", tmp_path)
    assert shown.endswith("[exit 1]\n")
    assert all(line.startswith("2> cat: ") for line in shown.splitlines()[:-1])


def test_lines_given_to_a_command_reach_it_and_no_shell_reads_them(tmp_path: Path) -> None:
    text = "$ cat << EOF\n$ rm -r *\n$(date) `date`\nEOF\n$ printf $HOME;date\n"
    assert _run(text, tmp_path) == ["$ rm -r *\n$(date) `date`\n", "$HOME;date\n"]


def test_files_are_written_and_read_and_pipes_are_joined(tmp_path: Path) -> None:
    text = "$ cat > list << EOF\na\nb\nEOF\n$ cat < list | head -n 1\n"
    assert _run(text, tmp_path) == ["", "a\n"]


def test_a_command_goes_on_after_a_backslash(tmp_path: Path) -> None:
    _, (step,) = console.parse("$ printf \\\n  a\na\n")
    assert (step.source, step.expected) == ("$ printf \\\n  a\n", "a\n")
    assert console.run(step, tmp_path, {}).stdout == "a"


def test_the_work_folder_has_one_name_everywhere(tmp_path: Path) -> None:
    (tmp_path / "note").write_text(f"in {tmp_path}/x\n", encoding="utf-8")
    assert _run("$ cat note\n", tmp_path) == ["in $PWD/x\n"]


def test_an_unknown_program_is_not_run(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not python"):
        _run("$ python -c 1\n", tmp_path)


def test_a_terminal_shows_output_and_errors_together(tmp_path: Path) -> None:
    _, (step,) = console.parse("$ printf a | cat - missing\n")
    shown = console.run(step, tmp_path, console.environment(tmp_path), terminal=True)
    assert shown.stdout.startswith("acat: missing")
    assert (shown.stderr, shown.status) == ("", 1)
