"""The stages that a page passes through, linked, with the bottleneck marked."""

from html import escape

from lessons.rendering import Block, Rendering
from lessons.schemas import PipelineYaml, Stage


def stage(one: Stage) -> str:
    mark = '<span class="badge badge-bad">BOTTLENECK</span>' if one.bottleneck else ""
    kind = ' class="bottleneck"' if one.bottleneck else ""
    return f'<li{kind}><p class="stage-name">{escape(one.name)} {mark}</p><p>{escape(one.text)}</p></li>'


def pipeline(page: Rendering, block: Block) -> str:
    token = block.fence("yaml")
    if token is None:
        page.fault(block.line, block.column, "container-body", "a pipeline needs a yaml block with its stages")
        return page.body(block)
    document = page.document(block, token)
    if document is None:
        return ""
    spec, faults = document.checked(PipelineYaml)
    page.faults += faults
    if spec is None:
        return ""
    stages = "".join(stage(one) for one in spec.stages)
    return f'<ol class="pipeline">{stages}</ol>{page.body(block, without=token)}'
