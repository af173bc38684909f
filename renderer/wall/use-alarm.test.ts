import { describe, expect, it } from 'vitest'
import { Scene } from '../../tests/fixtures/domain'
import { newSeverity } from './use-alarm'

describe('what sounds on the wall', () => {
  it('is the gravest of what has just come', () => {
    const scene = new Scene()
    scene.alarm({ severity: 'yellow' })
    scene.alarm({ severity: 'orange' })
    expect(newSeverity(scene.events, scene.now)).toBe('orange')
  })

  it('is not what a reconnection brings, and nothing but a new incident', () => {
    const scene = new Scene()
    const incidentId = scene.alarm()
    expect(newSeverity(scene.events, scene.now + 61_000)).toBeNull()
    scene.must('answerIncident', { incidentId })
    expect(newSeverity(scene.events.slice(1), scene.now)).toBeNull()
  })
})
