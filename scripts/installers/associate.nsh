; Windows goes by what stands after the last dot, so that a brief is Markdown to it. The app is offered for such files, and
; takes them from no other program: the extension's own value stays as it is.

!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\AideMemoire.Brief" "" "Brief"
  WriteRegStr SHELL_CONTEXT "Software\Classes\AideMemoire.Brief\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\AideMemoire.Brief\shell\open\command" "" '"$appExe" "%1"'
  WriteRegNone SHELL_CONTEXT "Software\Classes\.md\OpenWithProgids" "AideMemoire.Brief"
  System::Call "shell32::SHChangeNotify(i,i,i,i) (0x08000000, 0x1000, 0, 0)"
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.md\OpenWithProgids" "AideMemoire.Brief"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\AideMemoire.Brief"
  System::Call "shell32::SHChangeNotify(i,i,i,i) (0x08000000, 0x1000, 0, 0)"
!macroend
