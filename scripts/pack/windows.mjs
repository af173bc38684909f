// Makes the Windows installer (build/windows/installer.nsi) out of an unpacked program with a plain NSIS, on Linux, macOS or
// Windows: `makensis` from the path, from NSIS's own folder on Windows, or the one that DINGHAI_MAKENSIS names.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sidePicture } from './side-picture.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SCRIPT = join(root, 'build/windows/installer.nsi')
const SIGNER = join(root, 'scripts/pack/sign-file.mjs')

/** Names that Windows cannot have in a folder, and quotes, which end a word in the script. */
const NO_NAME = /[<>:"|?*`\\]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Path of a makensis, or null where there is none. */
export function findMakensis() {
  const named = process.env.DINGHAI_MAKENSIS
  if (named) return existsSync(named) ? named : null
  const name = process.platform === 'win32' ? 'makensis.exe' : 'makensis'
  const programs = ['ProgramFiles(x86)', 'ProgramFiles'].flatMap((base) => (process.env[base] ? [join(process.env[base], 'NSIS')] : []))
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...programs]
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}

/** What to say when `findMakensis` found none. */
export const noMakensis = [
  '制作 Windows 安装程序需要 makensis（NSIS 3.08 或更新）：Debian、Ubuntu 执行 apt-get install nsis；Windows 安装 NSIS；或用 DINGHAI_MAKENSIS 指明其路径。只要解压后的程序可加 --dir。',
  'A Windows installer needs makensis (NSIS 3.08 or newer): on Debian and Ubuntu "apt-get install nsis", on Windows install NSIS, or name it in DINGHAI_MAKENSIS. For the unpacked program alone add --dir.',
]

/**
 * Writes the installer of `folder`, which has Dinghai.exe in it, to the file `output`. `quick` packs fast instead of small.
 * Throws an Error in plain words if a file cannot be on Windows or makensis fails; then `output` is not there.
 */
export function makeInstaller({ makensis, folder, version, output, icon = join(root, 'build/icon.ico'), quick = false }) {
  const files = filesOf(folder)
  if (!files.includes('Dinghai.exe')) throw new Error(`there is no Dinghai.exe in ${folder}`)
  const work = mkdtempSync(join(tmpdir(), 'dinghai-nsis-'))
  try {
    const include = join(work, 'files.nsh')
    // A mark at the beginning tells NSIS of any system that it is UTF-8.
    writeFileSync(include, `\uFEFF${listing(folder, files)}${signing()}`)
    const side = join(work, 'side.bmp')
    writeFileSync(side, sidePicture())
    const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
    const numbers = /^(\d+)\.(\d+)\.(\d+)/.exec(version)
    if (!numbers) throw new Error(`"${version}" is no version of three numbers`)
    const defines = {
      VERSION: version,
      VERSION4: `${numbers.slice(1).join('.')}.0`,
      SIZE_KB: Math.ceil(bytes / 1024),
      OUTPUT: output,
      ICON: icon,
      SIDE: side,
      FILES: include,
    }
    rmSync(output, { force: true })
    const args = [
      '-V2',
      '-WX',
      '-NOCONFIG',
      '-INPUTCHARSET',
      'UTF8',
      `-XSetCompressor ${quick ? 'zlib' : 'lzma'}`,
      ...(quick ? [] : ['-XSetCompressorDictSize 64']),
      ...Object.entries(defines).map(([name, value]) => `-D${name}=${value}`),
      SCRIPT,
    ]
    const { status, error, stdout, stderr } = spawnSync(makensis, args, { cwd: dirname(SCRIPT), encoding: 'utf8', maxBuffer: 1e8 })
    if (status !== 0) {
      rmSync(output, { force: true })
      throw new Error(`makensis failed: ${error?.message ?? `${stdout}${stderr}`.trim()}`)
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Paths below a folder with `/`, in an order that does not depend on the disk. */
function filesOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  for (const file of files) {
    const name = file.split('/').find((part) => NO_NAME.test(part))
    if (name) throw new Error(`${file}: Windows can have no file of this name`)
  }
  // NSIS compares in code units as well.
  return files.toSorted((one, two) => (one < two ? -1 : 1))
}

/** The macros of installer.nsi that name every file: unpacked, put in their places, removed. */
function listing(folder, files) {
  const folders = [...new Set(files.flatMap(foldersOf))].toSorted((one, two) => (one < two ? -1 : 1))
  const unpack = ['', ...folders].flatMap((below) => {
    const own = files.filter((file) => folderOf(file) === below)
    if (own.length === 0) return []
    return [
      `SetOutPath "${windows(['$INSTDIR', '.new', below].filter(Boolean).join('/'), false)}"`,
      ...own.map((file) => `File "/oname=${windows(file.slice(file.lastIndexOf('/') + 1))}" "${join(folder, file)}"`),
    ]
  })
  const place = [
    ...folders.map((below) => `CreateDirectory "$INSTDIR\\${windows(below)}"`),
    ...files.flatMap((file) => [`Push "${windows(file)}"`, 'Call placeFile']),
  ]
  const remove = [
    ...files.flatMap((file) => [`Push "${windows(file)}"`, 'Call un.removeFile']),
    // Only empty ones go; deeper ones come first.
    ...folders.toReversed().map((below) => `RMDir "$INSTDIR\\${windows(below)}"`),
  ]
  const macros = { unpackFiles: unpack, placeFiles: place, removeFiles: remove }
  return Object.entries(macros)
    .map(([name, lines]) => `!macro ${name}\n${lines.map((line) => `  ${line}\n`).join('')}!macroend\n`)
    .join('')
}

function folderOf(file) {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
}

function foldersOf(file) {
  const parts = file.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** A path as the script writes it: backslashes, and `$` doubled unless it begins a variable. */
function windows(path, escape = true) {
  const text = escape ? path.replaceAll('$', '$$$$') : path
  return text.replaceAll('/', '\\')
}

/** The uninstaller is made inside the installer: it has to be signed while that is compiled. */
function signing() {
  if (!process.env.DINGHAI_SIGN_COMMAND) return ''
  return `!uninstfinalize \`"${process.execPath}" "${SIGNER}" "%1"\` = 0\n`
}
