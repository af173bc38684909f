import { contextBridge, ipcRenderer } from 'electron'
import {
  BRIDGE_ARGUMENT,
  type BridgeFacts,
  type DinghaiBridge,
  type ShellNews,
  type ShellRequests,
} from '../../shared/ipc/bridge'
import { PAGE_CHANNELS } from '../../shared/ipc/page-channels'
import type { ShellActionResult, ShellPageBridge, ShellPageState } from '../../shared/ipc/shell-pages'

function ask<Channel extends keyof ShellRequests>(channel: Channel, argument: ShellRequests[Channel]): Promise<void> {
  return ipcRenderer.invoke(channel, argument)
}

function hear<Channel extends keyof ShellNews>(channel: Channel, listener: (news: ShellNews[Channel]) => void): () => void {
  const relay = (_event: Electron.IpcRendererEvent, news: ShellNews[Channel]) => {
    listener(news)
  }
  ipcRenderer.on(channel, relay)
  return () => {
    ipcRenderer.off(channel, relay)
  }
}

/** The shell's own pages have another surface than the hub's screens; who may use it is decided by the shell. */
function shellBridge(): ShellPageBridge {
  return {
    state: () => ipcRenderer.invoke(PAGE_CHANNELS.state) as Promise<ShellPageState>,
    onState(listener) {
      const relay = (_event: Electron.IpcRendererEvent, state: ShellPageState) => listener(state)
      ipcRenderer.on(PAGE_CHANNELS.changed, relay)
      return () => {
        ipcRenderer.off(PAGE_CHANNELS.changed, relay)
      }
    },
    act: (action) => ipcRenderer.invoke(PAGE_CHANNELS.act, action) as Promise<ShellActionResult>,
  }
}

const argument = process.argv.find((text) => text.startsWith(BRIDGE_ARGUMENT))
if (window.location.protocol === 'app:') {
  contextBridge.exposeInMainWorld('dinghaiShell', shellBridge())
} else if (argument) {
  const facts = JSON.parse(decodeURIComponent(argument.slice(BRIDGE_ARGUMENT.length))) as BridgeFacts
  const bridge: DinghaiBridge = {
    version: facts.version,
    platform: process.platform,
    screen: facts.screen,
    openDesk: () => ask('shell:open', 'desk'),
    openWall: () => ask('shell:open', 'wall'),
    setFullScreen: (on) => ask('shell:full-screen', on),
    setLanguage: (language) => ask('shell:language', language),
    onFullScreen: (listener) => hear('shell:full-screen-changed', listener),
    beat: () => ask('shell:beat', null),
    keepKey: (key) => ask('shell:key', key),
    savePdf: () => ask('shell:pdf', null),
  }
  contextBridge.exposeInMainWorld('dinghai', bridge)
}
