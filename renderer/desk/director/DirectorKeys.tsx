import { usePack } from '../../state/pack'
import { useWorld } from '../../state/world'
import { useDeskView } from '../map/desk-view'
import { useAction } from '../state/actions'
import { useDesk } from '../state/desk'
import { openDrawer, toggleDrawer } from '../tools/store'
import { blankWall, castCamera, castChart, castIncident, castScene, castView, holdWall, pickedCamera, setInterruptions, stepWall, useDirector, wallBack } from './commands'

/** The director's keys, from anywhere on the desk: each opens the director too, so that what became of it is seen. */
export function DirectorKeys() {
  const any = useWorld((world) => world.walls.size > 0)
  const shown = useDesk((state) => state.shown)
  const scene = useDirector((state) => state.scene)
  const first = usePack((state) => state.pack?.wall.scenes[0]?.id ?? null)
  const camera = useDeskView((state) => state.picked) !== null && pickedCamera() !== null
  useAction('director', () => toggleDrawer('director'))
  useAction('castView', castView, any)
  useAction('castIncident', castIncident, any && shown !== null)
  useAction('castCamera', castCamera, any && camera)
  useAction('castScene', () => castScene(scene ?? first), any)
  useAction('castChart', castChart, any)
  useAction('wallBack', wallBack, any)
  useAction('wallNext', () => stepWall(1), any)
  useAction('wallPrevious', () => stepWall(-1), any)
  useAction('wallHold', holdWall, any)
  useAction('wallBlank', blankWall, any)
  useAction(
    'wallBanner',
    () => {
      openDrawer('director')
      useDirector.setState({ writing: true })
    },
    any,
  )
  useAction('wallInterruptions', setInterruptions, any)
  return null
}
