import { describe, expect, it } from 'vitest'
import { note, ordered, reported } from '../state/testing'
import { actorText, eventText } from './event-text'
import { translator } from '../../shared/i18n/translator'

const names = { team: () => '蓝鳍水域救援队', incident: () => '#037', kind: () => '人员失联' }

describe('timeline in words', () => {
  it('says who, what and whom', () => {
    const lines = [reported(1, 'i1'), note(2, 'i1', '一人，溪流上涨'), ...ordered(3, 'i1', 't1', 'd1')].map((event) =>
      eventText(event, translator('zh'), names),
    )
    expect(lines).toEqual([
      '110 报警到达',
      '值班员 演示甲：一人，溪流上涨',
      '向 蓝鳍水域救援队 下达指令',
      '派遣 蓝鳍水域救援队',
      '蓝鳍水域救援队 受领任务',
    ])
  })

  it('names actors by role', () => {
    const t = translator('zh')
    expect(
      ['officer:演示甲', 'team:t1', 'feed:police-110', 'hub:scheduler', 'odd'].map((actor) =>
        actorText(actor, t, () => '蓝鳍'),
      ),
    ).toEqual(['值班员 演示甲', '蓝鳍', 'police-110 接口', '系统', 'odd'])
  })
})
