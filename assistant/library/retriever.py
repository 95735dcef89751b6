"""The library as a LangChain retriever, for chains that want one."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever


class PassageRetriever(BaseRetriever):
    """Finds a learner's passages; each comes with what a citation needs in its metadata."""

    library: Any
    """An `assistant.library.library.Library`."""
    learner_id: str
    limit: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.library.search(self.learner_id, query, limit=self.limit)
        return [
            Document(
                page_content=one.passage.text,
                id=one.passage.id,
                metadata={
                    "document": one.passage.document,
                    "path": one.passage.path,
                    "section": list(one.passage.section),
                    "page": one.passage.page,
                    "score": one.score,
                    "answerable": found.answerable,
                },
            )
            for one in found.passages
        ]
