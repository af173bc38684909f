; What the Windows installer says, in both languages.
!macro WORDS NAME ZH EN
  LangString ${NAME} ${LANG_SIMPCHINESE} "${ZH}"
  LangString ${NAME} ${LANG_ENGLISH} "${EN}"
!macroend
!insertmacro WORDS needsWindows "需要 64 位 Windows 10 或更新版本。" "This needs a 64-bit Windows 10 or newer."
!insertmacro WORDS needsAdministrator "请以管理员身份运行：本程序为所有用户安装。" "Run this as an administrator: it installs for all users."
!insertmacro WORDS alreadyRunning "另一个定海安装程序正在运行。" "Another Dinghai installer is running."
!insertmacro WORDS noRoom "磁盘空间不足：解压新程序时旧程序仍保留。" "There is not enough room on the disk: the old program is kept while the new one is unpacked."
!insertmacro WORDS unpackFailed "未能解压，没有改动任何已安装的程序。安装文件可能已损坏（请核对 SHA256SUMS），或磁盘已满。" "Unpacking failed; nothing that was installed has been changed. The installer may be damaged (compare SHA256SUMS) or the disk full."
!insertmacro WORDS programRuns "定海正在运行。确定后将其关闭并继续；已确认的指令不会丢失。" "Dinghai is running. OK ends it and goes on; no acknowledged command is lost."
!insertmacro WORDS endingProgram "正在关闭定海…" "Ending Dinghai …"
!insertmacro WORDS cannotEnd "无法关闭正在运行的定海。请手动退出后重试。" "The running Dinghai cannot be ended. Quit it by hand and try again."
!insertmacro WORDS listedAs "定海应急指挥 Dinghai" "Dinghai 定海应急指挥"
!insertmacro WORDS packFile "定海预案包" "Dinghai pack"
!insertmacro WORDS logFile "定海回放记录" "Dinghai replay"
!insertmacro WORDS needsRuntime "已安装。本机没有 Microsoft Visual C++ 2015-2022 运行库 (x64)：要在本机运行中枢，请再安装它；只连接其他机器的中枢则不需要。" "Installed. This machine has no Microsoft Visual C++ 2015-2022 runtime (x64): install it as well to run a hub here. Screens of another machine's hub do without."
