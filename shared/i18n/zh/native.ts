/** Words of what the shell does with the system: tray, printing, files, links, updates. */
export const nativeZh = {
  'native.file': '文件',
  'native.help': '帮助',
  'native.window': '窗口',
  'native.print': '打印…',
  'native.pdf': '另存为 PDF…',
  'native.openFile': '打开预案包或回放文件…',
  'native.checkUpdates': '检查更新',
  'native.about': '关于定海 {{version}}',
  'native.close': '关闭窗口',
  'native.minimize': '最小化',
  'native.ok': '知道了',
  'native.cancel': '取消',

  'native.trayConnected': '定海：中枢已连接',
  'native.trayLost': '定海：中枢失联，正在重连',
  'native.trayRestarting': '定海：中枢正在重新启动',
  'native.trayStarting': '定海：正在启动',

  'native.pdfName': '定海 {{screen}} {{time}}',
  'native.pdfSaved': '已保存：{{path}}',
  'native.pdfFailed': 'PDF 没有保存',
  'native.printFailed': '打印失败',

  'native.linkAsk': '用系统的程序打开这个链接？',
  'native.linkOpen': '打开',

  'native.fileTypes': '定海文件',
  'native.packAsk': '预案包“{{name}}”',
  'native.packHow': '所在文件夹：{{folder}}\n\n要使用它，请用这个预案包启动中枢（它的记录与演示数据分开）：\n{{command}}',
  'native.logOpened': '回放记录“{{name}}”',
  'native.logHow': '{{size}}，{{time}}。\n\n本版本还不能播放回放文件；文件没有被改动，可在支持回放的版本中打开。',
  'native.fileRefused': '无法打开“{{name}}”',
  'native.fileMissing': '文件不存在或读不出来：{{path}}',
  'native.fileNoPack': '它不是预案包：同一文件夹中没有可读的 pack.json。',
  'native.fileUnknown': '定海只打开预案包（.dhpack、pack.json）与回放记录（.dhlog）。',

  'native.updateOff': '没有设置更新地址：由管理员按安装说明更新。',
  'native.updateNone': '已是最新版本（{{version}}）。',
  'native.updateThere': '有新版本 {{version}}',
  'native.updateHow': '当前版本 {{current}}。请管理员从 {{url}} 取得安装包；记录与设置都会保留。',
  'native.updateFailed': '更新地址没有应答：{{reason}}',

  'native.startFailed': '定海无法启动 · Dinghai could not start',
  'native.tampered': '程序文件与发布时不一致，定海不启动',
  'native.tamperedHow': '可能是硬盘损坏、杀毒软件改动或有人改动。请用原安装包重新安装。不一致的文件：\n{{files}}',
} as const
