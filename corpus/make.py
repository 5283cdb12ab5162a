#!/usr/bin/env python3
"""Makes source.docx and source.pdf of the corpus cases from their source.txt.

usage: make.py [CASE ...]            (default: every folder with a source.txt)

In: source.txt (one paragraph or table row a line), the outline of gold.json, which says which lines are headings, and `[layout]` of case.toml, which says how labels look. Out: a Word
file with heading styles, automatic numbering and real tables, and the PDF that LibreOffice prints from it. Labels are not typed in the Word file, unless the layout says so: the script
counts as Word does and stops where its count differs from the text.
Not here: the annotations; they are written by hand. Needs python-docx and soffice.
"""
import json, re, subprocess, sys, tomllib, zipfile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
FONT = "Liberation Sans"
BODY = {"decimal": r"(\d+)\. ", "legal": r"(\d+\.\d+) ", "deep": r"(\d+\.\d+\.\d+) ", "letter": r"([a-z])\. ", "paren": r"([a-z]\)) ", "bracket": r"(\([a-z]\)) ", "bullet": r"(-|•) "}
TEXT = {"decimal": "%{}.", "letter": "%{}.", "paren": "%{})", "bracket": "(%{})"}
FORM = {"decimal": "decimal", "letter": "lowerLetter", "paren": "lowerLetter", "bracket": "lowerLetter", "bullet": "bullet"}
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
# Labels as Word writes them, level by level; `[layout]` of a case puts its own in their place.
LAYOUT = {"nl": {"labels": ["Artikel %1:", "%2.", "%3."], "annex": "Bijlage %1:"}, "en": {"labels": ["%1.", "%1.%2", "(%3)"], "annex": "Annex %1:"}}


# ---- reading the text ----

def heading_line(node, layout):
    """The lines as which an outline node may be printed."""
    number, head = node["number"], node["heading"]
    if number is None: return {head}
    if node["kind"] == "annex": return {f'{layout["annex"].replace("%1", number)} {head}'}
    if node["kind"] == "article": return {f'{layout["labels"][0].replace("%1", number)} {head}'}
    return {f"{number}. {head}", f"{number} {head}"}


def cells(line):
    if " | " in line: return [c.strip() for c in line.rstrip().removesuffix("|").split("|")]
    return [c.strip() for c in line.split("\t")] if "\t" in line else None


def blocks(lines, outline, layout):
    """Yields (kind, label, text, node) for every line after the title."""
    typed = layout.get("typed") == "all"
    nodes = list(outline)
    for line in lines:
        if nodes and line in heading_line(nodes[0], layout):
            node = nodes.pop(0)
            yield "heading", line.removesuffix(node["heading"]).strip(), node["heading"], node
            continue
        row = cells(line)
        if row:
            yield "row", None, row, None
            continue
        if typed:
            yield "text", None, line, None
            continue
        kind, match = next(((k, m) for k, p in BODY.items() if (m := re.match(p, line))), (None, None))
        yield (kind, match[0].strip(), line[match.end():], None) if match else ("text", None, line, None)
    if nodes: sys.exit(f"headings not found in the text: {nodes[0]}")


# ---- numbering ----

def value(form, n):
    if form == "bullet": return ""
    return {"decimal": str(n), "lowerLetter": chr(96 + n), "upperLetter": chr(64 + n), "upperRoman": ROMAN[min(n, 10) - 1]}[form]


def number(properties, num, level=None):
    """Puts a list reference in a paragraph's or style's properties; list 0 takes an inherited number away."""
    reference = properties.get_or_add_numPr()
    if level is not None: reference.get_or_add_ilvl().val = level
    reference.get_or_add_numId().val = num


class Numbering:
    """Adds numbering definitions to the document and counts along, level by level, as Word does."""

    def __init__(self, doc):
        self.root, self.counts, self.levels = doc.part.numbering_part.element, {}, {}
        self.next = 100

    def define(self, levels):
        """`levels`: (number format, label text, style id or None). Returns the id of a new list."""
        self.next += 1
        inner = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>' + (f'<w:pStyle w:val="{style}"/>' if style else "")
            + f'<w:suff w:val="{"space" if i == 0 and len(levels) > 1 else "tab"}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{0 if i == 0 and len(levels) > 1 else 567 * max(i, 1)}" w:hanging="{0 if i == 0 and len(levels) > 1 else 567}"/></w:pPr></w:lvl>'
            for i, (form, text, style) in enumerate(levels))
        first = self.root.find(qn("w:num"))
        first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self.next}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'))
        self.root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{self.next}"><w:abstractNumId w:val="{self.next}"/></w:num>'))
        self.counts[self.next], self.levels[self.next] = [0] * len(levels), levels
        return self.next

    def label(self, num, level):
        counts = self.counts[num]
        counts[level] += 1
        counts[level + 1:] = [0] * (len(counts) - level - 1)
        return re.sub(r"%(\d)", lambda m: value(self.levels[num][int(m[1]) - 1][0], counts[int(m[1]) - 1]), self.levels[num][level][1])

    def put(self, paragraph, num, level, typed):
        made = self.label(num, level)
        if made != typed: sys.exit(f"automatic label {made!r}, text has {typed!r}: {paragraph.text[:60]}")
        number(paragraph._p.get_or_add_pPr(), num, level)


# ---- writing the document ----

class Writer:
    """Turns blocks into paragraphs; holds which lists are open."""

    def __init__(self, layout):
        self.doc, self.layout = Document(), layout
        self.style()
        self.num = Numbering(self.doc)
        styles = ["Heading1"] + [None] * 3
        self.body = self.num.define([(self.form(i, text), text, styles[i]) for i, text in enumerate(layout["labels"])])
        self.annex = self.num.define([("decimal", layout["annex"], None), ("none", "", None)])
        self.in_article, self.sections, self.lists, self.table = False, None, {}, None
        if layout.get("typed") != "all": number(self.doc.styles["Heading 1"].element.get_or_add_pPr(), self.body)

    def form(self, level, text):
        """Letters from the third level on, unless the label repeats the numbers above it (1.1.1)."""
        return "decimal" if level < 2 or text.startswith("%1") else "lowerLetter"

    def style(self):
        section = self.doc.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.25)
        for name, size in (("Normal", self.layout.get("size", 10.5)), ("Title", 20), ("Subtitle", 12), ("Heading 1", 13), ("Heading 2", 11)):
            font = self.doc.styles[name].font
            font.name, font.size = FONT, Pt(size)
            fonts = font.element.rPr.rFonts
            for key in [k for k in fonts.attrib if k.endswith("Theme")]: del fonts.attrib[key]
        self.doc.styles["Normal"].paragraph_format.space_after = Pt(5)

    def heading(self, label, text, node):
        typed = {"all": True, "annex": node["kind"] == "annex"}.get(self.layout.get("typed"), False)
        if typed: label, text = None, f"{label} {text}".strip()
        p = self.heading_paragraph(text, node["level"])
        self.lists = {}
        if node["level"] == 1: self.in_article = node["kind"] == "article"
        if node["kind"] == "annex":
            self.sections, p.paragraph_format.page_break_before = None, True
            if not typed: return self.num.put(p, self.annex, 0, label)
        if typed or not label: return number(p._p.get_or_add_pPr(), 0) if node["level"] == 1 else None
        if node["kind"] == "article": return self.count_only(p, label)
        if self.in_article: return self.num.put(p, self.body, 1, label)
        self.section(p, label)

    def heading_paragraph(self, text, level):
        """A heading style, or no more than bold words where the layout says so."""
        if self.layout.get("headings") != "bold": return self.doc.add_paragraph(text, style="Heading 1" if level == 1 else "Heading 2")
        p = self.doc.add_paragraph()
        p.add_run(text).bold = True
        return p

    def count_only(self, p, label):
        """An article's number comes from the style Heading 1; only the count is kept here."""
        made = self.num.label(self.body, 0)
        if made != label: sys.exit(f"automatic label {made!r}, text has {label!r}: {p.text}")

    def section(self, p, label):
        if self.sections is None:
            form = "decimal" if label[0].isdigit() else "upperLetter" if label[0] == "A" else "upperRoman"
            self.sections = self.num.define([(form, "%1" + label[1:], None), ("none", "", None)])
        self.num.put(p, self.sections, 0, label)

    def item(self, kind, label, text):
        p = self.doc.add_paragraph(text, style="List Paragraph")
        level = {"decimal": 1, "legal": 1, "deep": 2, "bullet": None}.get(kind, len(self.layout["labels"]) - 1)
        if self.in_article and level: return self.num.put(p, self.body, level, label)
        if label in ("1.", "a.", "a)", "(a)") or kind not in self.lists:
            self.lists[kind] = self.num.define([(FORM[kind], label if kind == "bullet" else TEXT[kind].format(1), None)])
        self.num.put(p, self.lists[kind], 0, label)

    def row(self, row):
        if self.table is None or len(self.table.columns) != len(row):
            self.close_table()
            self.table = self.doc.add_table(0, len(row), style="Table Grid")
            self.bold = not any(c.endswith(":") or ": " in c for c in row)
        for cell, text in zip(self.table.add_row().cells, row):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = self.bold or None, Pt(9)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
        self.bold = False

    def close_table(self):
        """Widths by the longest word of a column and then by its amount of text, so that no word is broken."""
        if self.table is None: return
        columns = [[c.text for c in column.cells] for column in self.table.columns]
        least = [0.5 + 0.165 * max(len(word) for text in texts for word in [*text.split(), ""]) for texts in columns]
        weight = [sum(map(len, texts)) for texts in columns]
        spare = max(0, 16.5 - sum(least))
        self.table.autofit = False
        for column, low, share in zip(self.table.columns, least, weight):
            column.width = Cm(low + spare * share / max(1, sum(weight)))
            for cell in column.cells: cell.width = column.width
        self.table = None

    def block(self, kind, label, text, node):
        if kind == "row": return self.row(text)
        self.close_table()
        if kind == "heading": self.heading(label, text, node)
        elif kind == "text": self.doc.add_paragraph(text)
        else: self.item(kind, label, text)

    def footer(self, pattern):
        """`pattern` such as "Pagina {page} van {pages}": a running foot, no part of the agreement's text."""
        p = self.doc.sections[0].footer.paragraphs[0]
        for piece in re.split(r"(\{pages?\})", pattern):
            if piece not in ("{page}", "{pages}"):
                p.add_run(piece)
                continue
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if piece == "{page}" else "NUMPAGES")
            p._p.append(field)


def fixed_zip(path):
    """Writes the parts again in their order with one date, so that the same text gives the same file."""
    with zipfile.ZipFile(path) as z: parts = [(n, z.read(n)) for n in z.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts: z.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def make(case):
    lines = (case / "source.txt").read_text(encoding="utf-8").splitlines()
    gold = json.loads((case / "gold.json").read_text(encoding="utf-8"))
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    layout = LAYOUT[gold["language"]] | about.get("layout", {})
    w = Writer(layout)
    w.doc.core_properties.title, w.doc.core_properties.author, w.doc.core_properties.comments = about["title"], "corpus/make.py", ""
    w.doc.add_paragraph(lines[0], style="Title")
    w.doc.add_paragraph(lines[1], style="Subtitle")
    for block in blocks(lines[2:], gold["outline"], layout): w.block(*block)
    w.close_table()
    if "footer" in about: w.footer(about["footer"])
    w.doc.save(case / "source.docx")
    fixed_zip(case / "source.docx")
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(case), str(case / "source.docx")], check=True, capture_output=True)


if __name__ == "__main__":
    for case in [HERE / n for n in sys.argv[1:]] or sorted(p.parent for p in HERE.glob("*/source.txt")):
        make(case)
        print(case.name)
