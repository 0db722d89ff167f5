"""One module for each kind of chart: which columns of the rows it draws, as a Vega-Lite specification.

The specifications name their own fields (`x`, `group`, …), so no name or text of the graph is ever part of an
expression. Colours and fonts are the page's, set when it is drawn.
"""
