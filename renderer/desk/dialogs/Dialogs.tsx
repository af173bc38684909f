import { unreachable } from '../../../shared/base/assert'
import { ConfirmDutyDialog, WithdrawDutyDialog } from '../response/DutyDialogs'
import { RecordingDialog } from '../replay/RecordingDialog'
import { LevelDialog } from '../response/LevelDialog'
import { useDesk, type Dialog } from '../state/desk'
import { DrawingDialog } from '../tools/DrawingDialog'
import { EndDialog } from '../callout/EndDialog'
import { SaidDialog } from '../callout/SaidDialog'
import { SendDialog } from '../callout/SendDialog'
import { CallsDialog } from './CallsDialog'
import { CasualtiesDialog } from './CasualtiesDialog'
import { ClosureDialog } from './ClosureDialog'
import { DevicesDialog } from './DevicesDialog'
import { DrillClockDialog } from './DrillClockDialog'
import { HelpDialog } from './HelpDialog'
import { LifeDialog } from './LifeDialog'
import { DeclineDialog, DutyDialog, ReserveDialog, WithdrawDialog } from './OrderDialogs'
import { OverrideDialog } from './OverrideDialog'
import { PasswordDialog } from './PasswordDialog'
import { PhotoDialog } from './PhotoDialog'

/** The one dialog that is open. The two forms are panels, not dialogs: the map stays at hand for them. */
export function Dialogs() {
  const dialog = useDesk((state) => state.dialog)
  return dialog ? content(dialog) : null
}

function content(dialog: Dialog) {
  switch (dialog.kind) {
    case 'newIncident':
    case 'edit':
      return null
    case 'help':
      return <HelpDialog />
    case 'override':
      return <OverrideDialog key={dialog.teamId} teamId={dialog.teamId} />
    case 'life':
      return <LifeDialog act={dialog.act} incidentId={dialog.incidentId} />
    case 'casualties':
      return <CasualtiesDialog incidentId={dialog.incidentId} />
    case 'withdraw':
      return <WithdrawDialog dispatchId={dialog.dispatchId} />
    case 'decline':
      return <DeclineDialog dispatchId={dialog.dispatchId} />
    case 'duty':
      return <DutyDialog teamId={dialog.teamId} />
    case 'reserve':
      return <ReserveDialog teamId={dialog.teamId} />
    case 'devices':
      return <DevicesDialog teamId={dialog.teamId ?? null} />
    case 'password':
      return <PasswordDialog />
    case 'drillClock':
      return <DrillClockDialog />
    case 'recording':
      return <RecordingDialog />
    case 'calls':
      return <CallsDialog incidentId={dialog.incidentId} />
    case 'photo':
      return <PhotoDialog incidentId={dialog.incidentId} hash={dialog.hash} />
    case 'closure':
      return <ClosureDialog />
    case 'calloutSend':
      return <SendDialog key={dialog.corrects ?? ''} corrects={dialog.corrects ?? null} />
    case 'calloutEnd':
      return <EndDialog calloutId={dialog.calloutId} act={dialog.act} />
    case 'calloutSaid':
      return <SaidDialog key={`${dialog.unitId} ${dialog.of}`} calloutId={dialog.calloutId} unitId={dialog.unitId} of={dialog.of} />
    case 'level':
      return <LevelDialog to={dialog.to} reason={dialog.reason} {...(dialog.typhoonId === undefined ? {} : { typhoonId: dialog.typhoonId })} />
    case 'confirmDuty':
      return <ConfirmDutyDialog key={dialog.duty} responseId={dialog.responseId} duty={dialog.duty} />
    case 'withdrawDuty':
      return <WithdrawDutyDialog responseId={dialog.responseId} duty={dialog.duty} />
    case 'drawing':
      return <DrawingDialog />
    default:
      return unreachable(dialog)
  }
}
