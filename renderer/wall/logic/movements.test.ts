import { describe, expect, it } from 'vitest'
import { HUB, Scene, T0 } from '../../../tests/fixtures/domain'
import { movements } from './movements'

describe('the list of movements', () => {
  it('has the phones that ring in vain first, then the unsigned, then the moving, then the latest steps', () => {
    const scene = new Scene()
    const id = scene.alarm()
    const send = (team: string) => {
      scene.now += 1000
      return scene.order(id, scene.team(team))
    }
    const [moving, vain, waiting, early, late] = [send('a'), send('b'), send('c'), send('d'), send('e')]
    scene.milestone(moving, 'departed')
    scene.must('realertDispatch', { dispatchId: vain }, HUB)
    scene.milestone(early, 'arrived')
    scene.now += 1000
    scene.milestone(late, 'arrived')
    scene.milestone(late, 'completed')
    const rows = movements(scene.world.dispatches.values(), T0, false, 9)
    expect(rows.map(({ dispatch, tone }) => [dispatch.id, tone])).toEqual([
      [vain, 'vain'],
      [waiting, 'waiting'],
      [moving, 'moving'],
      [late, 'done'],
      [early, 'done'],
    ])
    expect(movements(scene.world.dispatches.values(), T0, false, 2)).toHaveLength(2)
  })

  it('drops what ended before today, keeps what still binds a team, and no drill', () => {
    const scene = new Scene()
    const done = scene.order(scene.alarm(), scene.team('a'))
    scene.order(scene.alarm(), scene.team('b'))
    scene.milestone(done, 'arrived')
    scene.milestone(done, 'completed')
    expect(movements(scene.world.dispatches.values(), scene.now + 1, false, 9).map(({ tone }) => tone)).toEqual(['waiting'])
    expect(movements(scene.world.dispatches.values(), T0, true, 9)).toEqual([])
  })
})
