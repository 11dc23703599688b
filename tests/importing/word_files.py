"""Small Word files, made by hand: nothing but the parts that say something."""

from tests.importing.running import zipped

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
</Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="{MAIN}" xmlns:r="{OFFICE}"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{{}}</w:body></w:document>"""
STYLES = f'<w:styles xmlns:w="{MAIN}">' + "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Title", "Subtitle", "heading 1", "heading 2", "heading 3", "heading 4")
) + "</w:styles>"  # fmt: skip
NUMBERING = f"""<w:numbering xmlns:w="{MAIN}">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def docx(*blocks, media=None, external=(), **parts):
    """The bytes of a .docx of ``blocks``.

    media: pictures by their name; external: addresses of links, which get the names link0, link1 …
    """
    relations = [
        f'<Relationship Id="styles" Type="{OFFICE}/styles" Target="styles.xml"/>',
        f'<Relationship Id="numbering" Type="{OFFICE}/numbering" Target="numbering.xml"/>',
        *(f'<Relationship Id="{name}" Type="{OFFICE}/image" Target="media/{name}.png"/>' for name in media or {}),
        *(
            f'<Relationship Id="link{number}" Type="{OFFICE}/hyperlink" Target="{address}" TargetMode="External"/>'
            for number, address in enumerate(external)
        ),
    ]
    main = f'<Relationship Id="main" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS.format(main),
        "word/document.xml": DOCUMENT.format("".join(blocks)),
        "word/_rels/document.xml.rels": RELATIONS.format("".join(relations)),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **{f"word/media/{name}.png": data for name, data in (media or {}).items()},
    }
    return zipped(files | {name.replace("__", "/"): content for name, content in parts.items()}, compression=8)


def paragraph(*runs, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<w:') else words(run) for run in runs)}</w:p>"


def words(text, bold=False):
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text):
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{number}{words(text)}</w:p>"


def link(text, number=0):
    return f'<w:hyperlink r:id="link{number}">{words(text)}</w:hyperlink>'


def table(*rows):
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    first, *others = cells
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{first}</w:tr>"
    return f"<w:tbl>{head}{''.join(f'<w:tr>{row}</w:tr>' for row in others)}</w:tbl>"


def drawing(name, description=None, is_linked=False):
    told = f' descr="{description}"' if description else ""
    kind = "link" if is_linked else "embed"
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"{told}/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:{kind}="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
