import { describe, expect, test } from 'vitest'
import { problemsOf } from '../../scripts/lint-boundaries.mjs'

const long = (first: string) => `${first}\n${'export const x = 1\n'.repeat(400)}`

describe('the house checks find what is planted', () => {
  test.each([
    ['shared/domain/a.ts', "import { hub } from '../../electron/hub/core/hub'", 'a validator'],
    ['shared/domain/a.ts', "import { readFileSync } from 'node:fs'", 'a validator'],
    ['shared/domain/a.ts', "import { useState } from 'react'", 'a validator'],
    ['shared/domain/a.ts', 'export const now = () => Date.now()', 'no clock'],
    ['shared/domain/a.ts', 'export const now = () => new Date()', 'no clock'],
    ['shared/domain/a.ts', 'export const id = () => Math.random()', 'no chance'],
    ['electron/hub/core/a.ts', "import { app } from 'electron'", 'goes to shared/'],
    ['electron/hub/core/a.ts', "export { map } from '../../../renderer/map/MapView'", 'goes to shared/'],
    ['electron/hub/core/a.ts', "const later = () => import('../../../renderer/map/MapView')", 'goes to shared/'],
    ['electron/hub/core/a.ts', "type Map = import('../../../renderer/map/MapView').Map", 'goes to shared/'],
    ['electron/shell/a.ts', "import type { Hub } from '../hub/core/hub'", 'start the hub by path'],
    ['electron/preload/a.ts', "import { decide } from '../../shared/domain/decide'", 'start the hub by path'],
    ['renderer/desk/a.tsx', "import { Wall } from '../wall/Wall'", 'never imports another'],
    ['renderer/desk/a.tsx', "import { join } from 'node:path'", 'never imports another'],
    ['renderer/state/a.ts', "import { Desk } from '../desk/Desk'", 'never a screen'],
    ['renderer/state/a.ts', "import { Server } from 'socket.io'", 'never a screen'],
    ['renderer/ui/a.ts', "import { ipcRenderer } from 'electron'", 'never a screen'],
    ['renderer/ui/all.ts', "export { a } from './a'\nexport * from './b'", 'import from the file itself'],
    ['renderer/ui/a.ts', long('export const y = 1'), 'split it'],
  ])('%s: %s', (path, text, says) => {
    expect(problemsOf(path, text).map(({ message }) => message).join('\n')).toContain(says)
  })
})

describe('the house checks leave alone what is permitted', () => {
  test.each([
    ['shared/geo/a.ts', "import { z } from 'zod'\nexport const at = (ms: number) => [z, new Date(ms)]"],
    ['shared/geo/a.ts', "// Date.now() is not called here\nexport const text = 'new Date()'"],
    ['shared/geo/a.test.ts', "import { test } from 'vitest'\ntest('x', () => Date.now())"],
    ['electron/hub/gateway/testing/harness.ts', "import { io } from 'socket.io-client'\nexport const connect = io"],
    ['electron/hub/core/a.ts', "import { a } from '../../../shared/geo/a'\nimport { join } from 'node:path'\nexport const b = [a, join]"],
    ['electron/shell/a.ts', "import { app } from 'electron'\nexport const name = app.name"],
    ['renderer/wall/a.tsx', "import { Panel } from '../ui/Panel'\nimport './a.css'\nexport const A = () => <Panel />"],
    ['renderer/ui/a.ts', long('// long because: a table of all signs')],
  ])('%s', (path, text) => {
    expect(problemsOf(path, text)).toEqual([])
  })

  test('reports the line', () => {
    expect(problemsOf('shared/a.ts', '\n\nexport const t = Date.now()')).toMatchObject([{ line: 3 }])
  })
})
