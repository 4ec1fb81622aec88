; The Windows setup. Compiled by windows/setup.py, which passes VERSION, NUMBERS (four of them),
; FILES (of the bundle), OUTPUT and ICON.
;
;   Frontdesk-1.2.3-setup.exe                       for this user, with questions
;   Frontdesk-1.2.3-setup.exe /S                    for this user, silently
;   Frontdesk-1.2.3-setup.exe /S /ALLUSERS          for everybody, silently (as administrator)
;     DATADIR=D:\Book     the folder of the book     UPDATES=off   no check for newer versions
;     DBURL=D:\Books\a.db  the book itself            /D=C:\Folder  where to (the last one)
;   A value with blanks stands in quotes, alone or with its word: "DATADIR=D:\My Book".
;
; Exit codes: 0 done; 1 cancelled; 2 failed; 3 wrong parameters; 5 administrator needed;
; 32 Frontdesk is running; 216 not a 64-bit Windows 10 or newer.

Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true

!include LogicLib.nsh
!include FileFunc.nsh
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Frontdesk"
!define BACKUP "Frontdesk.Backup"
!define EXIT_FAILED 2
!define EXIT_PARAMETERS 3
!define EXIT_ADMINISTRATOR 5
!define EXIT_RUNNING 32
!define EXIT_SYSTEM 216

Name "Frontdesk"
BrandingText "Frontdesk ${VERSION}"
OutFile "${OUTPUT}"
InstallDir ""
ShowInstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Frontdesk"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Frontdesk setup"
VIAddVersionKey "CompanyName" "The Frontdesk authors"
VIAddVersionKey "LegalCopyright" "© The Frontdesk authors, MIT licence"
VIAddVersionKey "OriginalFilename" "Frontdesk-${VERSION}-setup.exe"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\frontdesk.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "Spanish"

LangString RUNNING ${LANG_ENGLISH} "Frontdesk is running. Close its windows, then start the setup again."
LangString RUNNING ${LANG_GERMAN} "Frontdesk läuft. Bitte alle Fenster schließen und das Setup neu starten."
LangString RUNNING ${LANG_SPANISH} "Frontdesk está abierto. Cierre sus ventanas e inicie de nuevo la instalación."
LangString NEEDS_ADMIN ${LANG_ENGLISH} "Installing for everybody needs an administrator."
LangString NEEDS_ADMIN ${LANG_GERMAN} "Für alle Benutzer installiert nur ein Administrator."
LangString NEEDS_ADMIN ${LANG_SPANISH} "Solo un administrador puede instalarlo para todos los usuarios."
LangString REMOVING_NEEDS_ADMIN ${LANG_ENGLISH} "Frontdesk was installed for everybody. Removing it needs an administrator."
LangString REMOVING_NEEDS_ADMIN ${LANG_GERMAN} "Frontdesk ist für alle Benutzer installiert. Entfernen kann es nur ein Administrator."
LangString REMOVING_NEEDS_ADMIN ${LANG_SPANISH} "Frontdesk está instalado para todos los usuarios. Solo un administrador puede quitarlo."
LangString OLD_SYSTEM ${LANG_ENGLISH} "Frontdesk needs a 64-bit Windows 10 or newer."
LangString OLD_SYSTEM ${LANG_GERMAN} "Frontdesk braucht Windows 10 oder neuer mit 64 Bit."
LangString OLD_SYSTEM ${LANG_SPANISH} "Frontdesk necesita Windows 10 o posterior, de 64 bits."
LangString BAD_UPDATES ${LANG_ENGLISH} "UPDATES must be on or off."
LangString BAD_UPDATES ${LANG_GERMAN} "UPDATES muss on oder off sein."
LangString BAD_UPDATES ${LANG_SPANISH} "UPDATES debe ser on u off."
LangString NOT_WRITTEN ${LANG_ENGLISH} "Not everything could be written. Nothing of your books was touched."
LangString NOT_WRITTEN ${LANG_GERMAN} "Nicht alles konnte geschrieben werden. Ihre Terminbücher sind unberührt."
LangString NOT_WRITTEN ${LANG_SPANISH} "No se pudo escribir todo. Sus agendas están intactas."

Var AllUsers
Var DataFolder
Var Database
Var Updates

; Says SENTENCE unless silent, and ends with CODE.
!macro Refuse SENTENCE CODE
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

; Puts the value of NAME=... on the command line into VARIABLE.
!macro ReadWord NAME VARIABLE
  Push "${NAME}="
  Call ReadWord
  Pop ${VARIABLE}
!macroend

; A program that runs keeps its own file open.
!macro RefuseWhileRunning PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $R1 "$INSTDIR\${PROGRAM}" a
    ${If} ${Errors}
      !insertmacro Refuse "$(RUNNING)" ${EXIT_RUNNING}
    ${EndIf}
    FileClose $R1
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Refuse "$(OLD_SYSTEM)" ${EXIT_SYSTEM}
  ${EndIf}
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $AllUsers 1
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      !insertmacro Refuse "$(NEEDS_ADMIN)" ${EXIT_ADMINISTRATOR}
    ${EndIf}
    SetShellVarContext all
    SetRegView 64
  ${EndIf}
  !insertmacro ReadWord DATADIR $DataFolder
  !insertmacro ReadWord DBURL $Database
  !insertmacro ReadWord UPDATES $Updates
  ${If} $Updates != ""
  ${AndIf} $Updates != "on"
  ${AndIf} $Updates != "off"
    !insertmacro Refuse "$(BAD_UPDATES)" ${EXIT_PARAMETERS}
  ${EndIf}
  ${If} $INSTDIR == "" ; no /D= was given
    ReadRegStr $INSTDIR SHCTX "${KEY}" "InstallLocation"
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $AllUsers == 1
      StrCpy $INSTDIR "$PROGRAMFILES64\Frontdesk"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Frontdesk"
    ${EndIf}
  ${EndIf}
  !insertmacro RefuseWhileRunning frontdesk.exe
  !insertmacro RefuseWhileRunning frontdesk-cli.exe
FunctionEnd

; Takes a name such as "DATADIR=" from the stack and leaves its value there, empty for none. $R0 has
; the words of the command line. FileFunc's GetOptions cannot read such names: it takes their first
; letter for the mark of every option.
Function ReadWord
  Exch $0 ; the name
  Push $1 ; its length
  Push $2 ; where we are
  Push $3 ; the letter before
  Push $4
  StrLen $1 $0
  StrCpy $2 0
  StrCpy $3 " "
  ${Do}
    StrCpy $4 $R0 $1 $2
    ${If} $4 == ""
      StrCpy $0 ""
      ${Break}
    ${EndIf}
    ${If} $4 == $0
      ${If} $3 == " "
      ${OrIf} $3 == '"'
        IntOp $2 $2 + $1
        StrCpy $4 $R0 1 $2
        ${If} $4 == '"'
          StrCpy $3 '"'
          IntOp $2 $2 + 1
        ${EndIf}
        StrCpy $0 $R0 "" $2
        Call CutWord
        ${Break}
      ${EndIf}
    ${EndIf}
    StrCpy $3 $R0 1 $2
    IntOp $2 $2 + 1
  ${Loop}
  Pop $4
  Pop $3
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; Cuts $0 off before the first letter that is $3.
Function CutWord
  StrCpy $2 0
  ${Do}
    StrCpy $4 $0 1 $2
    ${If} $4 == ""
    ${OrIf} $4 == $3
      StrCpy $0 $0 $2
      ${Break}
    ${EndIf}
    IntOp $2 $2 + 1
  ${Loop}
FunctionEnd

; The version before stands by under another name until the new one is all there. What an
; administrator laid down beside it is not touched.
!macro PutAside NAME
  RMDir /r "$INSTDIR\${NAME}.old"
  Delete "$INSTDIR\${NAME}.old"
  Rename "$INSTDIR\${NAME}" "$INSTDIR\${NAME}.old"
!macroend

!macro BringBack NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}.old"
    RMDir /r "$INSTDIR\${NAME}"
    Delete "$INSTDIR\${NAME}"
    Rename "$INSTDIR\${NAME}.old" "$INSTDIR\${NAME}"
  ${EndIf}
!macroend

Section "Frontdesk"
  !insertmacro PutAside _internal
  !insertmacro PutAside frontdesk.exe
  !insertmacro PutAside frontdesk-cli.exe
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${FILES}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    !insertmacro BringBack _internal
    !insertmacro BringBack frontdesk.exe
    !insertmacro BringBack frontdesk-cli.exe
    !insertmacro Refuse "$(NOT_WRITTEN)" ${EXIT_FAILED}
  ${EndIf}
  RMDir /r "$INSTDIR\_internal.old"
  Delete "$INSTDIR\frontdesk.exe.old"
  Delete "$INSTDIR\frontdesk-cli.exe.old"
  Call WriteSettings

  CreateShortcut "$SMPROGRAMS\Frontdesk.lnk" "$INSTDIR\frontdesk.exe"
  WriteRegStr SHCTX "Software\Classes\.frontdesk" "" "${BACKUP}"
  WriteRegStr SHCTX "Software\Classes\${BACKUP}" "" "Frontdesk backup"
  WriteRegStr SHCTX "Software\Classes\${BACKUP}\DefaultIcon" "" "$INSTDIR\frontdesk.exe,0"
  WriteRegStr SHCTX "Software\Classes\${BACKUP}\shell\open\command" "" \
    '"$INSTDIR\frontdesk.exe" --open-backup "%1"'
  WriteRegStr SHCTX "${KEY}" "DisplayName" "Frontdesk"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\frontdesk.exe"
  WriteRegStr SHCTX "${KEY}" "Publisher" "The Frontdesk authors"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" "$0"
  ${RefreshShellIcons}
  SetErrorLevel 0
SectionEnd

; Lays down what was said on the command line; what was not said stays as it is.
Function WriteSettings
  ${IfNot} ${FileExists} "$INSTDIR\frontdesk.ini"
  ${AndIf} "$DataFolder$Database$Updates" != ""
    ; Windows writes letters of any language only into a file that begins as Unicode.
    FileOpen $R1 "$INSTDIR\frontdesk.ini" w
    FileWriteUTF16LE /BOM $R1 "[frontdesk]$\r$\n"
    FileClose $R1
  ${EndIf}
  ${If} $DataFolder != ""
    WriteINIStr "$INSTDIR\frontdesk.ini" "frontdesk" "datadir" "$DataFolder"
  ${EndIf}
  ${If} $Database != ""
    WriteINIStr "$INSTDIR\frontdesk.ini" "frontdesk" "dburl" "$Database"
  ${EndIf}
  ${If} $Updates != ""
    WriteINIStr "$INSTDIR\frontdesk.ini" "frontdesk" "updates" "$Updates"
  ${EndIf}
FunctionEnd

Function un.onInit
  ReadRegStr $R0 HKCU "${KEY}" "InstallLocation"
  ${If} $R0 != "$INSTDIR"
    SetShellVarContext all
    SetRegView 64
    UserInfo::GetAccountType
    Pop $R1
    ${If} $R1 != "Admin"
      ${IfNot} ${Silent}
        ; Windows' own list of programs starts it without asking for an administrator.
        ExecShell "runas" "$INSTDIR\uninstall.exe"
        Quit
      ${EndIf}
      !insertmacro Refuse "$(REMOVING_NEEDS_ADMIN)" ${EXIT_ADMINISTRATOR}
    ${EndIf}
  ${EndIf}
  !insertmacro RefuseWhileRunning frontdesk.exe
  !insertmacro RefuseWhileRunning frontdesk-cli.exe
FunctionEnd

; Books, settings and logs belong to their users and stay.
Section "Uninstall"
  Delete "$SMPROGRAMS\Frontdesk.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\frontdesk.exe"
  Delete "$INSTDIR\frontdesk-cli.exe"
  Delete "$INSTDIR\frontdesk.ini"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "Software\Classes\.frontdesk"
  DeleteRegKey SHCTX "Software\Classes\${BACKUP}"
  DeleteRegKey SHCTX "${KEY}"
  ${un.RefreshShellIcons}
SectionEnd
