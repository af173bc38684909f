import type { nativeZh } from '../zh/native'

export const nativeEn: Record<keyof typeof nativeZh, string> = {
  'native.file': 'File',
  'native.help': 'Help',
  'native.window': 'Window',
  'native.print': 'Print…',
  'native.pdf': 'Save as PDF…',
  'native.openFile': 'Open a pack or a replay…',
  'native.checkUpdates': 'Check for updates',
  'native.about': 'About Dinghai {{version}}',
  'native.close': 'Close window',
  'native.minimize': 'Minimise',
  'native.ok': 'OK',
  'native.cancel': 'Cancel',

  'native.trayConnected': 'Dinghai: the hub is connected',
  'native.trayLost': 'Dinghai: the hub is lost, reconnecting',
  'native.trayRestarting': 'Dinghai: the hub is being restarted',
  'native.trayStarting': 'Dinghai: starting',

  'native.pdfName': 'Dinghai {{screen}} {{time}}',
  'native.pdfSaved': 'Saved: {{path}}',
  'native.pdfFailed': 'The PDF was not saved',
  'native.printFailed': 'Printing failed',

  'native.linkAsk': 'Open this link with the program that the system has for it?',
  'native.linkOpen': 'Open',

  'native.fileTypes': 'Dinghai files',
  'native.packAsk': 'Pack "{{name}}"',
  'native.packHow': 'Its folder: {{folder}}\n\nTo use it, quit Dinghai and start it with this pack (its records are kept apart from the demonstration):\n{{command}}',
  'native.packLater': 'Dinghai is running, and its pack has not changed',
  'native.packLaterHow': '“--pack” counts only at the start: quit Dinghai first, then start it with the same command.\n\n{{pack}}',
  'native.logOpened': 'Replay "{{name}}"',
  'native.logHow': '{{size}}, {{time}}.\n\nThis version cannot play replays yet; the file was not changed, and a version that can will open it.',
  'native.fileRefused': '"{{name}}" cannot be opened',
  'native.fileMissing': 'The file does not exist or cannot be read: {{path}}',
  'native.fileNoPack': 'It is no pack: there is no readable pack.json in the same folder.',
  'native.fileUnknown': 'Dinghai opens packs (.dhpack, pack.json) and replays (.dhlog) only.',

  'native.updateOff': 'No address for updates is set: an administrator updates as the installation guide says.',
  'native.updateNone': 'This is the newest version ({{version}}).',
  'native.updateThere': 'Version {{version}} is there',
  'native.updateHow': 'This is {{current}}. An administrator gets the installer from {{url}}; records and settings are kept.',
  'native.updateFailed': 'The address for updates does not answer: {{reason}}',

  'native.startFailed': 'Dinghai could not start',
  'native.tampered': 'The program is not as it was released: Dinghai does not start',
  'native.tamperedHow': 'A broken disk, a virus scanner or somebody changed it. Install it again from the original installer. Files that differ:\n{{files}}',
}
