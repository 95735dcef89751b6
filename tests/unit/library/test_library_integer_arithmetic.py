"""The rewriting of the embedder's file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.library import integer_arithmetic as subject
from assistant.library.integer_arithmetic import ModelFormatError, with_integer_arithmetic

BYTES = 2


def tensor(name: str, dims: list[int]) -> bytes:
    return subject._joined(
        [
            *((1, 0, subject._varint(size)) for size in dims),
            (2, 0, b"\x01"),
            (8, BYTES, name.encode()),
            (9, BYTES, b"data"),
        ]
    )


def model(*nodes: bytes) -> bytes:
    tensors = [tensor("w_q", [4, 6]), tensor("w_scale", [1, 6])]
    graph = subject._joined(
        [*((1, BYTES, node) for node in nodes), (2, BYTES, b"main"), *((5, BYTES, one) for one in tensors)]
    )
    return subject._joined([(1, 0, b"\x08"), (7, BYTES, graph), (2, BYTES, b"maker")])


CAST = subject._new_node("Cast", ("w_q",), ("w_f",), subject._int_attribute("to", 1))
SCALE = subject._new_node("Mul", ("w_f", "w_scale"), ("w",))
PRODUCT = subject._new_node("MatMul", ("x", "w"), ("y",))
ADD = subject._new_node("Add", ("y", "bias"), ("z",))


def graph_of(rewritten: bytes) -> list[subject.Field]:
    (graph,) = [payload for number, _, payload in subject._fields(rewritten) if number == 7]
    return list(subject._fields(graph))


def test_a_product_with_stored_integers_becomes_a_product_of_integers() -> None:
    fields = graph_of(with_integer_arithmetic(model(CAST, SCALE, PRODUCT, ADD)))
    nodes = [subject._node(payload) for number, _, payload in fields if number == 1]
    assert [node.kind for node in nodes] == [
        "DynamicQuantizeLinear",
        "MatMulInteger",
        "Cast",
        "Mul",
        "Mul",
        "Add",
    ]
    assert nodes[1].inputs == ("x_u8", "w_q", "x_zero")
    assert nodes[4].outputs == ("y",)
    assert nodes[5].source == ADD
    tensors = [payload for number, _, payload in fields if number == 5]
    assert tensors[0] == tensor("w_q", [4, 6])
    assert next(subject._fields(tensors[1])) == (1, 0, b"\x06"), "the scale became a plain row"


def test_an_input_is_brought_to_eight_bits_once_for_all_its_products() -> None:
    second = subject._new_node("MatMul", ("x", "w"), ("y2",))
    fields = graph_of(with_integer_arithmetic(model(CAST, SCALE, PRODUCT, second)))
    kinds = [subject._node(payload).kind for number, _, payload in fields if number == 1]
    assert kinds.count("DynamicQuantizeLinear") == 1
    assert kinds.count("MatMulInteger") == 2


@pytest.mark.parametrize(
    "bad", [b"", b"\xff" * 40, b"not a model at all", model(ADD), model(), model(CAST, SCALE, PRODUCT)[:-60]]
)
def test_anything_else_is_refused(bad: bytes) -> None:
    with pytest.raises(ModelFormatError):
        with_integer_arithmetic(bad)


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_by_name(data: bytes) -> None:
    with pytest.raises(ModelFormatError):
        with_integer_arithmetic(data)


@given(st.lists(st.tuples(st.integers(1, 500), st.binary(max_size=20)), max_size=8))
def test_fields_survive_reading_and_writing(fields: list[tuple[int, bytes]]) -> None:
    written = [(number, BYTES, payload) for number, payload in fields]
    assert list(subject._fields(subject._joined(written))) == written


@given(st.integers(0, 2**63 - 1))
def test_numbers_survive_reading_and_writing(value: int) -> None:
    assert subject._varint_of(subject._varint(value)) == value
