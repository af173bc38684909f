import type { WallShow } from '../../../shared/domain/wall/state'
import { CHART_IDS, type WallSettings } from '../../../shared/pack/scene'
import type { Language, Translate } from '../../../shared/i18n/catalogue'
import { inLanguage } from '../../ui/i18n'

interface Naming {
  readonly t: Translate
  readonly language: Language
  readonly incident: (id: string) => string
}

export function sceneText(sceneId: string, settings: WallSettings, { t, language }: Pick<Naming, 't' | 'language'>): string {
  const scene = settings.scenes.find(({ id }) => id === sceneId)
  return scene ? inLanguage(scene.name, language) : t('director.show.gone', { id: sceneId })
}

/** What was asked for, in words: a scene's name, 警情 …, 图表 …. */
export function showText(show: WallShow, settings: WallSettings, names: Naming): string {
  const { t, language, incident } = names
  switch (show.kind) {
    case 'playlist': {
      const list = settings.playlists.find(({ id }) => id === show.playlistId)
      return list ? inLanguage(list.name, language) : t('director.show.gone', { id: show.playlistId })
    }
    case 'scene':
      return sceneText(show.sceneId, settings, names)
    case 'incident':
      return t('director.show.incident', { incident: incident(show.incidentId) })
    case 'view':
      return t('director.show.view')
    case 'camera':
      return t('director.show.camera', { camera: show.pointId })
    case 'briefing':
      return t('director.show.briefing', { page: show.page + 1 })
    case 'chart': {
      const chart = CHART_IDS.find((id) => id === show.chartId)
      return t('director.show.chart', { chart: chart ? t(`director.chart.${chart}`) : show.chartId })
    }
  }
}
