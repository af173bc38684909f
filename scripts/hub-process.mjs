// The hub as a child of `npm start`: its ready line, its log file, and its end in plain words.
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './node.mjs'

/** Exit codes of electron/hub/main.ts as [zh, en]. Those named here are final: starting again would end the same way. */
const ENDINGS = {
  64: ['启动选项有误', 'an option is wrong'],
  65: ['预案包（pack）有错误，中枢未启动', 'the pack has errors, so the hub did not start'],
  66: ['回放文件不能播放', 'the recording cannot be played'],
  69: ['端口已被占用：请用 --port 换一个，或用 --port 0 任选', 'the port is in use: choose another with --port, or any with --port 0'],
  70: ['事件日志写入失败（磁盘已满或损坏？），中枢已停止以免丢失记录', 'the event log could not be written (disk full or broken?); the hub stopped rather than lose records'],
  71: ['口令加密组件无法加载', 'the library that hashes passwords cannot be loaded'],
  73: ['数据目录正被另一个定海占用：请先关闭它，或用 --data 换一个', 'the data directory is in use by another Dinghai: close that one, or choose another with --data'],
  74: ['值班员与密钥文件 access.db 已损坏：请从备份恢复，或移走后重新发放全部密钥', 'access.db, the file of officers and keys, is damaged: restore it from a backup, or put it aside and give out all keys anew'],
}

/** Lines of the hub's log that are kept in memory until the log file is known, and to show after a failure. */
const KEPT_LINES = 20

/**
 * Starts the hub under `node` (see node.mjs). `ready` resolves with its ready line, or with null if it ended before;
 * `ended` resolves with `{ code, final, words, tail }`. `stop()` asks it to end cleanly.
 */
export function startHub(node, args) {
  const child = spawn(node.command, [join(root, 'out/hub/main.js'), ...args, '--stop-with-stdin'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...node.env },
  })
  const tail = []
  let file = null
  createInterface({ input: child.stderr }).on('line', (line) => {
    tail.push(line)
    if (tail.length > KEPT_LINES) tail.shift()
    file?.write(`${line}\n`)
  })
  const ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = readyLine(line)
      if (!message) return
      file = openLog(message.dataDir)
      for (const earlier of tail) file?.write(`${earlier}\n`)
      resolve(message)
    })
    child.on('close', () => resolve(null))
  })
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, final: true, words: [error.message, error.message], tail: [] }))
    child.on('close', (code, signal) => resolve({ ...ending(code, signal), tail: complaints(tail) }))
  })
  child.stdin.on('error', () => {})
  return { child, ready, ended, stop: () => child.stdin.end() }
}

function readyLine(line) {
  try {
    const message = JSON.parse(line)
    return message.event === 'ready' ? message : null
  } catch {
    return null
  }
}

/** The log of this run; the one before is kept beside it by the operator's own means if it is wanted. */
function openLog(dataDir) {
  if (!dataDir) return null
  const folder = join(dataDir, 'logs')
  mkdirSync(folder, { recursive: true })
  const stream = createWriteStream(join(folder, 'hub.log'), { flags: 'a' })
  stream.on('error', () => {})
  return stream
}

function ending(code, signal) {
  const words = ENDINGS[code] ?? [
    signal ? `中枢被终止（${signal}）` : `中枢意外退出（代码 ${code}）`,
    signal ? `the hub was killed (${signal})` : `the hub ended unexpectedly (code ${code})`,
  ]
  return { code, final: code === 0 || code in ENDINGS, words }
}

/** What a person needs of the log's last lines: its warnings and errors without the JSON, and what was no JSON. */
function complaints(lines) {
  return lines.flatMap((line) => {
    try {
      const { level, msg, err } = JSON.parse(line)
      return level < 40 ? [] : [err?.message && err.message !== msg ? `${msg}: ${err.message}` : msg]
    } catch {
      return [line]
    }
  })
}
