"""What an import takes along, and what it does not."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.graph.lean import without


def test_a_module_is_out_of_reach_only_within() -> None:
    with without("wave", "json"):
        import json  # imported already

        assert json
        with pytest.raises(ImportError):
            import wave
    import wave

    assert wave


def test_a_report_from_neo4j_starts_without_numpy() -> None:
    code = (
        "import sys\n"
        "from kg.errors import StoreError\n"
        "from kg.graph.store import open_store\n"
        "try:\n    open_store('bolt://neo4j:x@127.0.0.1:1')\n"
        "except StoreError:\n    pass\n"
        "assert 'neo4j' in sys.modules\n"
        "assert not {'numpy', 'pandas', 'pyarrow'} & sys.modules.keys()\n"
        "import numpy\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
