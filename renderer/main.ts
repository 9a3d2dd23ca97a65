import './shell/app-shell.ts';
import { start } from './actions/briefs.ts';
import { runCommand } from './shell/run-command.ts';

window.api.on('command', runCommand);
void start();
