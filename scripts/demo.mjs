// `npm run demo`: plays the scene of the README against a running hub, through its public interfaces only.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { client, Refused } from './demo/api.mjs'
import { defaultDataDir } from './data-dir.mjs'

const HELP = `npm run demo -- [options]      先在另一个终端运行 npm start / run npm start in another terminal first
  --url URL            中枢地址 the hub (default http://127.0.0.1:8710)
  --password TEXT      officer 的密码 password of "officer" (default: the initial one, from the data directory)
  --data DIR           中枢的数据目录 the hub's data directory (default as npm start)
  --officer            由席位上的人派遣，脚本只扮演报警和手机 wait for somebody at the desk to send the team
  --speed N            倍速 times faster (default 1)
  --live               不演警情，持续模拟船舶、感知读数、避灾点人数和人口热力，Ctrl+C 结束
                       no scene: vessels, readings, shelters and people until Ctrl+C
  --vessels N          与 --live 同用：船舶数 with --live: how many vessels (default 8000)
  --typhoon ID         不演警情，按当年发布顺序重放一个台风（2006-08、2019-09、2021-06、2022-12）；
                       中枢以 --drill 启动时，台风从现在开始，演练时钟随之向前拨
                       no scene: a past storm, advisory by advisory (2006-08, 2019-09, 2021-06, 2022-12);
                       it comes now, and the clock is put forward with it, where the hub was started with --drill
`

const WORDS = {
  alarm: ({ number }) => [`110 警情到达：${number}`, `the 110 alarm has reached the hub: ${number}`],
  answered: () => ['值班员接警', 'the officer answers it'],
  recommended: ({ ranking }) => [
    `推荐 ${ranking.candidates.length} 支，排除 ${ranking.excluded.length} 支，首选 ${ranking.candidates[0].name}，${minutes(ranking.candidates[0].etaSeconds)}`,
    `${ranking.candidates.length} recommended, ${ranking.excluded.length} excluded; first ${ranking.candidates[0].name}, ${minutes(ranking.candidates[0].etaSeconds)}`,
  ],
  ordered: ({ team }) => [`派遣 ${team}`, `${team} is sent`],
  'waiting-for-officer': () => ['请在指挥席选中警情，按 Enter 派遣', 'select the incident at the desk and press Enter'],
  rung: () => ['队长手机响铃，指令送达', "the leader's phone rings: the order is delivered"],
  acknowledged: () => ['签收', 'acknowledged'],
  departed: () => ['出发，位置实时上图', 'departed; its position moves on every screen'],
  arrived: () => ['到场', 'on scene'],
  photo: () => ['现场照片已上传', 'a photo from the scene'],
  completed: () => ['处置完成', 'completed'],
  closed: () => ['警情关闭，队伍释放', 'the incident is closed, the team is free'],
}

/** Seconds between two advisories of a storm at speed 1. */
const TYPHOON_PAUSE_S = 5

/** Plays the storm and ends. */
async function typhoon(token, id) {
  const path = fileURLToPath(new URL(`../resources/typhoons/${id}.json`, import.meta.url))
  if (!/^[0-9-]+$/.test(id) || !existsSync(path)) fail(`--typhoon：没有 ${id} 的路径`, `--typhoon: there is no track of ${id}`)
  const { playTyphoon } = await import('./demo/typhoon.mjs')
  await playTyphoon({
    url: values.url,
    token,
    storm: JSON.parse(readFileSync(path, 'utf8')),
    pauseMs: (TYPHOON_PAUSE_S * 1000) / speed,
    say(_step, { advisory, index, of }) {
      const [fix] = advisory.observed
      process.stdout.write(`${index + 1}/${of}  ${advisory.name.zh} ${advisory.name.en}  ${new Date(fix.at).toISOString().slice(0, 16)}Z  ${fix.lat}N ${fix.lon}E  ${fix.pressureHpa ?? '–'} hPa\n`)
    },
  })
  process.exit(0)
}

const LIVE_WORDS = {
  started: ({ vessels, sensors, shelters, cells }) => [
    `演示数据上线：${vessels} 艘船、${sensors} 个感知点、${shelters} 个避灾点、${cells} 个人口格；Ctrl+C 结束`,
    `demonstration data: ${vessels} vessels, ${sensors} sensors, ${shelters} shelters, ${cells} cells with people; Ctrl+C ends it`,
  ],
  running: ({ rows, tookMs }) => [`每秒 ${rows} 条定位，本轮 ${tookMs} 毫秒`, `${rows} positions a second, ${tookMs} ms for this turn`],
  refused: ({ what, invalid, outcomes }) => [`中枢退回 ${invalid} 条：${outcomes[0]?.message}`, `the hub refused ${invalid} ${what}: ${outcomes[0]?.message}`],
  away: ({ message }) => [`中枢连不上，继续重试：${message}`, `the hub is away, trying on: ${message}`],
  back: () => ['中枢恢复', 'the hub is back'],
}

/** Until Ctrl+C; never returns. */
async function live(token) {
  const { runLive } = await import('./demo/live.mjs')
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort())
  await runLive({
    url: values.url,
    token,
    folder: fileURLToPath(new URL('../resources/packs/cangnan', import.meta.url)),
    vessels,
    stop: stopping.signal,
    say(step, detail) {
      const [zh, en] = LIVE_WORDS[step](detail)
      process.stdout.write(`${zh}\n${en}\n`)
    },
  })
  process.exit(0)
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`
}

function fail(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`)
  process.exit(1)
}

let values
try {
  ;({ values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:8710' },
      password: { type: 'string' },
      data: { type: 'string' },
      officer: { type: 'boolean', default: false },
      speed: { type: 'string', default: '1' },
      live: { type: 'boolean', default: false },
      vessels: { type: 'string', default: '8000' },
      typhoon: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }))
} catch (error) {
  fail(HELP, error.message)
}
if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}
const speed = Number(values.speed)
if (!(speed > 0 && speed <= 1000)) fail('--speed 须为 0 到 1000 之间的数', `--speed: "${values.speed}" is not a number above 0`)

const vessels = Number(values.vessels)
if (!(Number.isInteger(vessels) && vessels >= 0 && vessels <= 40_000)) fail('--vessels 须为 0 到 40000 之间的整数', `--vessels: "${values.vessels}" is not a whole number up to 40000`)

const file = join(values.data ?? defaultDataDir(), 'initial-password.txt')
const password = values.password ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)
if (!password) fail('找不到初始密码，请用 --password 给出', `no initial password at ${file}: give one with --password`)

try {
  const session = await client(values.url).post('/api/v1/session', { user: 'officer', password })
  if (values.live) await live(session.token)
  if (values.typhoon !== undefined) await typhoon(session.token, values.typhoon)
  const { playScene } = await import('./demo/scene.mjs')
  const startedAt = Date.now()
  await playScene({
    url: values.url,
    token: session.token,
    speed,
    decide: values.officer ? 'officer' : 'auto',
    say(step, detail) {
      const [zh, en] = WORDS[step](detail)
      process.stdout.write(`${minutes((Date.now() - startedAt) / 1000).padStart(6)}  ${zh}\n        ${en}\n`)
    },
  })
  process.exit(0)
} catch (error) {
  if (error instanceof Refused) fail(`中枢拒绝：${error.message}`, `the hub refused: ${error.message}`)
  if (error instanceof TypeError && error.cause) fail(`连不上中枢 ${values.url}：请先运行 npm start`, `no hub at ${values.url}: run npm start first`)
  fail(`演示中断：${error.message}`, `the demonstration broke off: ${error.message}`)
}
