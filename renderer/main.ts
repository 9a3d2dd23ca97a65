import './app-shell.ts';
import { start } from './actions.ts';
import { runCommand } from './run-command.ts';

window.api.on('command', runCommand);
void start();
