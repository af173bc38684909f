// Sums what the test runners wrote in their JSON reports. A report that is missing or empty counts as a failure: a
// runner that died, or found nothing to run, is never a success.
import { existsSync, readFileSync } from 'node:fs'

/** `skipped` holds the titles; `exitCode` is the runner's own. */
function outcome({ passed, failed, skipped }, exitCode) {
  const silentFailure = failed === 0 && (exitCode !== 0 || passed + skipped.length === 0)
  return { passed, failed: failed + (silentFailure ? 1 : 0), skipped }
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}

/** One check without a report of its own (type check, lint, build): it passes or fails. */
export function checkResult(exitCode) {
  return outcome({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: [] }, exitCode)
}

export function vitestResult(file, exitCode) {
  const tests = (read(file)?.testResults ?? []).flatMap((suite) => {
    // A file that could not be loaded has failed without a test of its own.
    const broken = suite.status === 'failed' && !suite.assertionResults.some(({ status }) => status === 'failed')
    return broken ? [...suite.assertionResults, { status: 'failed', fullName: suite.name }] : suite.assertionResults
  })
  const count = (wanted) => tests.filter(({ status }) => status === wanted).length
  return outcome(
    {
      passed: count('passed'),
      failed: count('failed'),
      skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName.trim()),
    },
    exitCode,
  )
}

export function playwrightResult(file, exitCode) {
  const report = read(file)
  const { expected = 0, unexpected = 0, flaky = 0 } = report?.stats ?? {}
  return outcome({ passed: expected + flaky, failed: unexpected, skipped: report ? skippedSpecs(report) : [] }, exitCode)
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
}

function skippedSpecs(report) {
  return report.suites.flatMap(specsOf).flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => {
        const reason = annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description
        return reason ? `${spec.title}: ${reason}` : spec.title
      }),
  )
}

/** Titles of every test in the output of `playwright test --list --reporter=json`. */
export function listedTitles(text) {
  try {
    return JSON.parse(text).suites.flatMap(specsOf).map(({ title }) => title)
  } catch {
    return []
  }
}
