"""Text as somebody writes it who wants the page that shows it to do something."""

from __future__ import annotations

HOSTILE = (
    "<script>window.__ran = 1</script>",
    "<img src=x onerror=window.__ran=1>",
    "<svg onload=window.__ran=1>",
    "</div><style>*{display:none}</style>",
    "[press](javascript:window.__ran=1)",
    "![seen](http://192.0.2.1/seen.png)",
    "<javascript:window.__ran=1>",
    "[label]: http://192.0.2.1 [label]",
    "http://192.0.2.1/a",
    "https://evil.example/a?b=c",
    "www.evil.example",
    "someone@evil.example",
    "mailto:someone@evil.example",
    "xmpp:someone@evil.example",
    ":material/home:",
    ":smile: :+1: :thumbs-up:",
    ":streamlit:",
    ":red[x] :red-background[x] :small[x] :blue-badge[x]",
    "$\\LaTeX$ $$x^2$$",
    "`code` **strong** _em_ ~~gone~~",
    "# head",
    "- [ ] task",
    "> quote",
    "| a | b | |---|---| | c | d |",
    "--- *** ___",
    "-> <- <-> -- >= <= ~=",
    "&lt;b&gt; &#60; &copy;",
    "1. one",
    "[^1] [^1]: note",
    "a\\*b \\",
)
"""Each on one line, single-spaced, so that it can be shown letter by letter."""
UNSEEN = (
    "gro.\u202eelpmaxe",
    "\u2066a\u2069 b",
    "zero\u200bwidth",
    "ad\u00admin",
    "family \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f693",
)
"""What is not seen, or turns around what stands beside it."""
