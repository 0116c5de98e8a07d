// <python-editor>: CodeMirror in a shadow root, where its styles are adopted and need no leave of the page's policy.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, WidgetType } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--code-comment)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className), tags.meta], color: "var(--code-name)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--paper-2)", color: "var(--ink)", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", padding: "var(--s3) 0" },
  ".cm-line": { padding: "0 var(--s3)" },
  ".cm-gutters": { backgroundColor: "var(--paper-2)", color: "var(--ink-2)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--s1) 0 var(--s3)", fontVariantNumeric: "tabular-nums" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "var(--idle)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-wash)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--control)" },
  ".cm-line.trouble": { backgroundColor: "var(--bad-wash)", boxShadow: "inset 3px 0 0 var(--bad)" },
  ".trouble-said": {
    fontFamily: "var(--font-ui)",
    fontSize: "0.875rem",
    lineHeight: "1.4",
    color: "var(--bad)",
    backgroundColor: "var(--bad-wash)",
    padding: "var(--s1) var(--s3) var(--s2)",
    boxShadow: "inset 3px 0 0 var(--bad)",
    whiteSpace: "pre-wrap",
    // In sight where longer lines make the code wider than a phone.
    position: "sticky",
    insetInlineStart: "0",
    boxSizing: "border-box",
    width: "fit-content",
    maxWidth: "min(40rem, calc(100vw - 6.5rem))",
  },
});

class Said extends WidgetType {
  constructor(message) {
    super();
    this.message = message;
  }

  eq(other) {
    return other.message === this.message;
  }

  toDOM() {
    return Object.assign(document.createElement("div"), { className: "trouble-said", textContent: this.message });
  }
}

const setTrouble = StateEffect.define();
const trouble = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    marks = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setTrouble)) continue;
      marks = Decoration.none;
      if (!effect.value) continue;
      const { line, message } = effect.value;
      const at = transaction.state.doc.line(Math.min(Math.max(1, line), transaction.state.doc.lines));
      marks = Decoration.set([
        Decoration.line({ class: "trouble" }).range(at.from),
        Decoration.widget({ widget: new Said(message), block: true, side: 1 }).range(at.to),
      ]);
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

class PythonEditor extends HTMLElement {
  /** Once: the text, what screen readers call it, and what to do on Ctrl-Enter. Fires `change`. */
  open({ text, label, run }) {
    const root = this.attachShadow({ mode: "open" });
    const extensions = [
      lineNumbers(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      python(),
      syntaxHighlighting(colours),
      look,
      trouble,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
      EditorView.updateListener.of((update) => update.docChanged && this.dispatchEvent(new CustomEvent("change"))),
      keymap.of([
        { key: "Mod-Enter", run: () => (run(), true) },
        ...closeBracketsKeymap,
        ...defaultKeymap,
        ...historyKeymap,
        indentWithTab, // Escape, then Tab, leaves: CodeMirror gives Tab back to the page for two seconds
      ]),
    ];
    this.view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
  }

  get text() {
    return this.view.state.doc.toString();
  }

  set text(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, effects: setTrouble.of(null) });
  }

  /** Shows what is wrong under its line; null takes it away. */
  mark(found) {
    this.view.dispatch({ effects: setTrouble.of(found) });
  }

  goTo(line) {
    const at = this.view.state.doc.line(Math.min(line, this.view.state.doc.lines));
    this.view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
    this.view.focus();
  }

  disconnectedCallback() {
    this.view?.destroy();
  }
}

customElements.define("python-editor", PythonEditor);
