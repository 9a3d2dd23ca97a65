/** All that stands around the text, loaded once the text is on the screen. */
import '../landmarks/glossary-page.ts';
import '../landmarks/lineage-board.ts';
import '../panes/library-pane.ts';
import '../panes/side-pane.ts';
import '../text/find-bar.ts';
import '../text/term-card.ts';
import './command-palette.ts';
import './draft-sheet.ts';
import './replace-sheet.ts';
import './export-sheet.ts';
import './gone-sheet.ts';
import './help-sheet.ts';
import './import-sheet.ts';
import './paragraph-dialog.ts';
import './restore-sheet.ts';
import './status-bar.ts';
import './top-bar.ts';
