; The Windows installer: for all users, silent with /S, in Chinese and English, made by scripts/pack/windows.mjs with
; nothing but a plain NSIS 3.08 or newer (no plugins from elsewhere). docs/install.md tells administrators how to use it.
;
; WI1  All files are unpacked into INSTDIR\.new while the old program goes on; only then is it ended and replaced by
;      renaming. Whatever fails before that (no room, damaged download) leaves the old program as it was.
; WI2  A program that runs is asked to end, which lets its hub write what is queued; after 20 s it is ended by force.
; WI3  Only files that an installer brought are ever deleted, one by one: packs and roads that a site put into the folder
;      stay, and a folder that was chosen badly (D:\) loses nothing else. Data lies elsewhere and is never touched.
; WI4  A file that another program holds open is replaced at the next start of Windows; the exit code says so (3010).
; WI5  Every end has an exit code and, if it is no success, a line in %TEMP%\dinghai-install.txt: nobody sees a silent one.
;
; WI6  The hub's password hashing is linked with Microsoft's Visual C++ runtime, which a bare Windows may lack and Electron does
;      not bring. Where it lacks the installer says so; screens of another machine's hub do without.
;
; Options: /S silent, /D=FOLDER (last, without quotes) another folder. From windows.mjs come VERSION, VERSION4, SIZE_KB,
; OUTPUT, ICON, SIDE and FILES, an include with the macros unpackFiles, placeFiles and removeFiles.
Unicode true
ManifestSupportedOS all
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel admin
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define APP_ID "cn.dinghai.desktop"
!define EXE "Dinghai.exe"
!define UNINSTALLER "Uninstall Dinghai.exe"
!define OWN_KEY "Software\Dinghai"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Dinghai"
!define PATHS_KEY "Software\Microsoft\Windows\CurrentVersion\App Paths\${EXE}"
!define SHORTCUT "定海 Dinghai.lnk"

; Exit codes as Windows Installer has them where it has one; software distributions know these.
!define ENDED_BY_USER 1602
!define FAILED 1603
!define ALREADY_RUNNING 1618
!define NO_ROOM 112
!define WRONG_WINDOWS 1633
!define NO_ADMINISTRATOR 740
!define AFTER_RESTART 3010

Name "定海 Dinghai"
BrandingText "定海 Dinghai ${VERSION}"
OutFile "${OUTPUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"

!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh
!include MUI2.nsh

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION startAsUser
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first one is for systems in a third language.
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE English
!include words.nsh
!include "${FILES}"

VIProductVersion "${VERSION4}"
!macro VERSION_TEXT LANGUAGE DESCRIPTION
  VIAddVersionKey /LANG=${LANGUAGE} ProductName "定海 Dinghai"
  VIAddVersionKey /LANG=${LANGUAGE} ProductVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileVersion "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} FileDescription "${DESCRIPTION}"
  VIAddVersionKey /LANG=${LANGUAGE} CompanyName "Dinghai contributors"
  VIAddVersionKey /LANG=${LANGUAGE} LegalCopyright "Dinghai contributors, Apache-2.0"
!macroend
!insertmacro VERSION_TEXT ${LANG_SIMPCHINESE} "定海应急指挥 安装程序"
!insertmacro VERSION_TEXT ${LANG_ENGLISH} "Dinghai installer"

Var Old
Var OnlyFiles
Var Unpacked

; A line for whoever looks after a silent installation.
!macro NOTE WORDS CODE
  FileOpen $R9 "$TEMP\dinghai-install.txt" w
  FileWriteUTF16LE /BOM $R9 "${VERSION} ${CODE} ${WORDS}$\r$\n"
  FileClose $R9
!macroend

; Ends; what was unpacked by then goes.
!macro END REASON CODE
  SetOutPath $TEMP
  ${If} $Unpacked = 1
    RMDir /r "$INSTDIR\.new"
    RMDir "$INSTDIR"
  ${EndIf}
  !insertmacro NOTE "${REASON}" ${CODE}
  SetErrorLevel ${CODE}
  Quit
!macroend
; The same, and says why to whoever looks.
!macro STOP REASON CODE
  MessageBox MB_OK|MB_ICONSTOP "${REASON}" /SD IDOK
  !insertmacro END "${REASON}" ${CODE}
!macroend

; What both programs ask before they begin.
!macro BEGIN
  SetShellVarContext all
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro STOP "$(needsWindows)" ${WRONG_WINDOWS}
  ${EndIf}
  SetRegView 64
  UserInfo::GetAccountType
  Pop $0
  ${If} $0 != "Admin"
    !insertmacro STOP "$(needsAdministrator)" ${NO_ADMINISTRATOR}
  ${EndIf}
!macroend

; Into $0: 1 if FOLDER has a program that runs. Windows lets nobody write into one.
!macro IS_RUNNING FOLDER
  StrCpy $0 0
  ${If} ${FileExists} "${FOLDER}\${EXE}"
    ClearErrors
    FileOpen $1 "${FOLDER}\${EXE}" a
    ${If} ${Errors}
      StrCpy $0 1
    ${Else}
      FileClose $1
    ${EndIf}
  ${EndIf}
!macroend

; The rest of WI2, for installer and uninstaller: ends the program in the folder on the stack.
!macro END_PROGRAM PREFIX
  Function ${PREFIX}endProgram
    Pop $2
    ; The 64-bit one, for a 64-bit program.
    StrCpy $5 "$WINDIR\Sysnative\taskkill.exe"
    ${IfNot} ${FileExists} $5
      StrCpy $5 "$SYSDIR\taskkill.exe"
    ${EndIf}
    !insertmacro IS_RUNNING "$2"
    ${If} $0 = 0
      Return
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_OKCANCEL|MB_ICONQUESTION "$(programRuns)" /SD IDOK IDCANCEL`
      !insertmacro END "$(programRuns)" ${ENDED_BY_USER}
    ${EndIf}
    again:
    DetailPrint "$(endingProgram)"
    nsExec::Exec '"$5" /IM ${EXE}'
    Pop $3
    ; In another session it can only be ended by force; waiting would change nothing.
    ${If} $3 = 0
      ${For} $4 1 40
        Sleep 500
        !insertmacro IS_RUNNING "$2"
        ${If} $0 = 0
          Return
        ${EndIf}
      ${Next}
    ${EndIf}
    nsExec::Exec '"$5" /F /IM ${EXE}'
    Pop $3
    ${For} $4 1 20
      Sleep 500
      !insertmacro IS_RUNNING "$2"
      ${If} $0 = 0
        Return
      ${EndIf}
    ${Next}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(cannotEnd)" /SD IDCANCEL IDRETRY again
    !insertmacro STOP "$(cannotEnd)" ${FAILED}
  FunctionEnd
!macroend
!insertmacro END_PROGRAM ""
!insertmacro END_PROGRAM "un."

Function .onInit
  !insertmacro BEGIN
  System::Call 'kernel32::CreateMutex(p 0, i 1, t "Global\${APP_ID}.installer") p .r1 ?e'
  Pop $0
  ${If} $0 = 183
    !insertmacro STOP "$(alreadyRunning)" ${ALREADY_RUNNING}
  ${EndIf}
  ReadRegStr $Old HKLM "${OWN_KEY}" "InstallLocation"
  ; Empty unless /D named it.
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR "$PROGRAMFILES64\Dinghai"
    ${If} $Old != ""
      StrCpy $INSTDIR $Old
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInstFailed
  !insertmacro STOP "$(unpackFailed)" ${FAILED}
FunctionEnd

; Moves the file whose path is on the stack from INSTDIR\.new to its place.
Function placeFile
  Exch $0
  ${For} $1 1 20
    ClearErrors
    Delete "$INSTDIR\$0"
    ClearErrors
    Rename "$INSTDIR\.new\$0" "$INSTDIR\$0"
    ${IfNot} ${Errors}
      ${Break}
    ${EndIf}
    ; A virus scanner lets go of a file after a moment.
    Sleep 250
  ${Next}
  ${If} $1 > 20
    Delete /REBOOTOK "$INSTDIR\$0"
    Rename /REBOOTOK "$INSTDIR\.new\$0" "$INSTDIR\$0"
  ${EndIf}
  Pop $0
FunctionEnd

; A shortcut that notifications and the task bar know by the program's own name (AppUserModelID).
Function nameShortcut
  Exch $R0
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r1)'
    ${If} $1 P<> 0
      ${IPersistFile::Load} $1 '("$R0", ${STGM_READWRITE})'
      ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r2)'
      ${If} $2 P<> 0
        System::Call 'Oleaut32::SysAllocString(w "${APP_ID}") p .r5'
        System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID}) p .r3'
        System::Call '*${SYSSTRUCT_PROPVARIANT}(${VT_BSTR},, p r5) p .r4'
        ${IPropertyStore::SetValue} $2 '($3, $4)'
        ${IPropertyStore::Commit} $2 ""
        System::Free $3
        System::Free $4
        System::Call 'Oleaut32::SysFreeString(p r5)'
        ${IUnknown::Release} $2 ""
      ${EndIf}
      ${IPersistFile::Save} $1 '("$R0", 1)'
      ${IUnknown::Release} $1 ""
    ${EndIf}
    ${IUnknown::Release} $0 ""
  ${EndIf}
  Pop $R0
FunctionEnd

; As the user who sits there: the desktop's own shell starts it, not this program, which is an administrator's.
Function startAsUser
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${EXE}"'
FunctionEnd

; PROG_ID is what the ending stands for; WORDS what a user reads.
!macro FILE_TYPE ENDING PROG_ID WORDS MIME
  WriteRegStr HKLM "Software\Classes\${ENDING}" "" "${PROG_ID}"
  WriteRegStr HKLM "Software\Classes\${ENDING}" "Content Type" "${MIME}"
  WriteRegStr HKLM "Software\Classes\${ENDING}\OpenWithProgids" "${PROG_ID}" ""
  WriteRegStr HKLM "Software\Classes\${PROG_ID}" "" "${WORDS}"
  WriteRegStr HKLM "Software\Classes\${PROG_ID}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKLM "Software\Classes\${PROG_ID}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
!macroend
!macro NO_FILE_TYPE ENDING PROG_ID
  ReadRegStr $0 HKLM "Software\Classes\${ENDING}" ""
  ${If} $0 == "${PROG_ID}"
    DeleteRegKey HKLM "Software\Classes\${ENDING}"
  ${EndIf}
  DeleteRegKey HKLM "Software\Classes\${PROG_ID}"
!macroend
!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section
  ; WI1
  ${GetRoot} "$INSTDIR" $0
  ${DriveSpace} "$0\" "/D=F /S=K" $1
  ${If} $1 != ""
  ${AndIf} $1 L< ${SIZE_KB}
    !insertmacro STOP "$(noRoom)" ${NO_ROOM}
  ${EndIf}
  RMDir /r "$INSTDIR\.new"
  StrCpy $Unpacked 1
  !insertmacro unpackFiles
  ; This folder could not be removed while it is the current one.
  SetOutPath $TEMP

  ${If} $Old != ""
  ${AndIf} $Old != $INSTDIR
    Push $Old
    Call endProgram
    ${If} ${FileExists} "$Old\${UNINSTALLER}"
      ExecWait '"$Old\${UNINSTALLER}" /S /FILES _?=$Old'
      Delete "$Old\${UNINSTALLER}"
      RMDir "$Old"
    ${EndIf}
  ${EndIf}
  Push $INSTDIR
  Call endProgram
  ${If} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    ExecWait '"$INSTDIR\${UNINSTALLER}" /S /FILES _?=$INSTDIR'
  ${EndIf}
  !insertmacro placeFiles
  ${If} ${RebootFlag}
    SetErrorLevel ${AFTER_RESTART}
  ${Else}
    RMDir /r "$INSTDIR\.new"
  ${EndIf}
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"

  WriteRegStr HKLM "${OWN_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${OWN_KEY}" "Version" "${VERSION}"
  WriteRegStr HKLM "${PATHS_KEY}" "" "$INSTDIR\${EXE}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "$(listedAs)"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE},0"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "Dinghai contributors"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoRepair" 1
  !insertmacro FILE_TYPE ".dhpack" "Dinghai.Pack" "$(packFile)" "application/x-dinghai-pack"
  !insertmacro FILE_TYPE ".dhlog" "Dinghai.Log" "$(logFile)" "application/x-dinghai-log"
  !insertmacro TELL_EXPLORER

  SetOutPath $INSTDIR
  ; A shortcut that a site took off the desktop stays off at an upgrade.
  ${If} $Old == ""
    CreateShortcut "$DESKTOP\${SHORTCUT}" "$INSTDIR\${EXE}"
    Push "$DESKTOP\${SHORTCUT}"
    Call nameShortcut
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${EXE}"
  Push "$SMPROGRAMS\${SHORTCUT}"
  Call nameShortcut
  ; WI6
  ${IfNot} ${FileExists} "$WINDIR\Sysnative\vcruntime140_1.dll"
    !insertmacro NOTE "$(needsRuntime)" 0
    MessageBox MB_OK|MB_ICONINFORMATION "$(needsRuntime)" /SD IDOK
  ${EndIf}
SectionEnd

Function un.onInit
  !insertmacro BEGIN
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/FILES" $1
  ; An installer calls it so before it puts newer files in their place.
  StrCpy $OnlyFiles 1
  ${If} ${Errors}
    StrCpy $OnlyFiles 0
  ${EndIf}
FunctionEnd

; Deletes the file whose path is on the stack.
Function un.removeFile
  Exch $0
  Delete /REBOOTOK "$INSTDIR\$0"
  Pop $0
FunctionEnd

Section un.
  Push $INSTDIR
  Call un.endProgram
  SetOutPath $TEMP
  !insertmacro removeFiles
  ${If} $OnlyFiles = 1
    Return
  ${EndIf}
  Delete "$DESKTOP\${SHORTCUT}"
  Delete "$SMPROGRAMS\${SHORTCUT}"
  !insertmacro NO_FILE_TYPE ".dhpack" "Dinghai.Pack"
  !insertmacro NO_FILE_TYPE ".dhlog" "Dinghai.Log"
  !insertmacro TELL_EXPLORER
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  DeleteRegKey HKLM "${PATHS_KEY}"
  DeleteRegKey HKLM "${OWN_KEY}"
  ; What "start with the system" wrote for the user who removes it.
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
  ; It stays where it was told to work in its place (_?=), as who waits for it does.
  Delete "$INSTDIR\${UNINSTALLER}"
  RMDir "$INSTDIR"
  ${If} ${RebootFlag}
    SetErrorLevel ${AFTER_RESTART}
  ${EndIf}
SectionEnd
