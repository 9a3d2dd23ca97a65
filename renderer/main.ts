import './shell/app-shell.ts';
import { start } from './actions/briefs.ts';
import { adoptScripts } from './look/scripts.ts';
import { runCommand } from './shell/run-command.ts';

adoptScripts(document);
window.api.on('command', runCommand);
// What is dragged out of the window would lead whatever it is dropped on to an address that nobody was shown.
addEventListener('dragstart', (drag) => drag.preventDefault());
// One layout with the text in it costs less than an empty window filled afterwards.
await start();
document.body.append(document.createElement('app-shell'));
