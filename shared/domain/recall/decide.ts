import { asRecallId } from '../../base/ids'
import { err, ok } from '../../base/result'
import type { CommandOf, DecideContext } from '../command'
import type { Decided } from '../incident/decide'
import type { World } from '../world'
import { isRecallOpen, type RecalledVessel } from './state'

export type RecallCommand = CommandOf<'orderRecall' | 'answerRecall' | 'progressRecall' | 'endRecall'>

/**
 * Calling vessels back to port.
 *
 * [SR1] A vessel that an open call already names is not called again; an order that would name nobody new is refused.
 * [SR2] One event for each order, each answer and each look at the positions, however many vessels they are about.
 * [SR3] An answer is somebody's word, never worked out; the first one gives the time, a later one may say otherwise, and
 *       the same again writes nothing.
 * [SR4] Moving and in port come from positions, are written once for each vessel, and are never taken back.
 * [SR5] A call that has ended takes no more answers and no progress.
 * [SR6] Whoever a call does not name can neither answer it nor come further in it: such an answer is refused whole.
 */
export function decideRecall(world: World, command: RecallCommand, { now, newId }: DecideContext): Decided {
  if (command.type === 'orderRecall') {
    const called = new Set<string>()
    for (const recall of world.recalls.values()) {
      if (isRecallOpen(recall)) for (const { mmsi } of recall.vessels) called.add(mmsi)
    }
    const { vessels, ...order } = command.data
    const wanted = [...new Set(vessels)].filter((mmsi) => !called.has(mmsi))
    if (wanted.length === 0) {
      return err({ code: 'already_done', message: 'every one of these vessels has been called already', field: 'vessels' })
    }
    const recallId = asRecallId(newId())
    return ok({ events: [{ type: 'recall.ordered', data: { recallId, ...order, vessels: wanted } }], result: { recallId } })
  }
  const { recallId } = command.data
  const recall = world.recalls.get(recallId)
  if (!recall) return err({ code: 'not_found', message: `no call ${recallId}`, field: 'recallId' })
  const same = ok({ events: [], result: { recallId, duplicate: true } })
  if (command.type === 'endRecall') {
    if (!isRecallOpen(recall)) return same
    return ok({ events: [{ type: 'recall.ended', data: { recallId, reason: command.data.reason } }], result: { recallId } })
  }
  if (!isRecallOpen(recall)) return err({ code: 'wrong_state', message: `the call ${recallId} has ended`, field: 'recallId' })
  const byMmsi = new Map(recall.vessels.map((vessel) => [vessel.mmsi, vessel]))

  if (command.type === 'answerRecall') {
    const { vessels, answer, note, observedAt } = command.data
    const stranger = vessels.find((mmsi) => !byMmsi.has(mmsi))
    if (stranger !== undefined) return err({ code: 'invalid', message: `vessel ${stranger} is not called by it`, field: 'vessels' })
    if (observedAt > now + 60_000) return err({ code: 'invalid', message: 'the answer would come from the future', field: 'observedAt' })
    const changed = [...new Set(vessels)].filter((mmsi) => byMmsi.get(mmsi)?.answer !== answer)
    if (changed.length === 0) return same
    return ok({ events: [{ type: 'recall.answered', data: { recallId, vessels: changed, answer, note, observedAt } }], result: { recallId } })
  }

  // What is out of date by now (it moved meanwhile, or was named twice) is left out: the hub looks again anyway.
  const fresh = (named: readonly string[], isNew: (vessel: RecalledVessel) => boolean): string[] =>
    [...new Set(named)].filter((mmsi) => {
      const vessel = byMmsi.get(mmsi)
      return vessel !== undefined && isNew(vessel)
    })
  const inPort = fresh(command.data.inPort, ({ inPortAt }) => inPortAt === undefined)
  const moving = fresh(command.data.moving, ({ movingAt, inPortAt }) => movingAt === undefined && inPortAt === undefined).filter((mmsi) => !inPort.includes(mmsi))
  if (moving.length === 0 && inPort.length === 0) return same
  return ok({ events: [{ type: 'recall.progressed', data: { recallId, moving, inPort } }], result: { recallId } })
}
