// Mocha's spec reporter which also writes what happened as JSON to the file named by UNBOXED_TEST_REPORT.
// CommonJS, because Mocha itself loads it, both in plain Node and in VS Code's extension host.
const { appendFileSync, writeFileSync } = require('node:fs');
const { format } = require('node:util');
const { reporters } = require('mocha');

// The extension host's console is full of other voices: there the lines go to a file of their own.
const output = process.env.UNBOXED_TEST_OUTPUT;
if (output)
  reporters.Base.consoleLog = (...values) => {
    appendFileSync(output, `${format(...values)}\n`);
  };

class ReportingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const report = { passed: [], failed: [], skipped: [], unsteady: [], filesOfHooks: [] };
    const failedBefore = new Map();
    // Mocha tells of a first attempt that failed only here; the second is another Test object of the same title.
    runner.on('retry', (test, error) => {
      failedBefore.set(test.fullTitle(), String(error?.stack ?? error));
    });
    runner.on('pass', (test) => {
      report.passed.push(entryOf(test));
      const message = failedBefore.get(test.fullTitle());
      if (message !== undefined) report.unsteady.push({ ...entryOf(test), message });
    });
    runner.on('fail', (test, error) => {
      if (test.type === 'hook' && entryOf(test).file) report.filesOfHooks.push(entryOf(test).file);
      const first = failedBefore.get(test.fullTitle());
      const message = String(error?.stack ?? error);
      // The first attempt may have left what makes the second fail: its own reason tells more.
      report.failed.push({
        ...entryOf(test),
        message: first === undefined ? message : `${first.split('\n')[0]}; again: ${message}`,
      });
    });
    runner.on('pending', (test) => {
      report.skipped.push({ ...entryOf(test), reason: reasonOf(test) });
    });
    runner.once('end', () => {
      const file = process.env.UNBOXED_TEST_REPORT;
      if (file) writeFileSync(file, JSON.stringify(report));
    });
  }
}

/** Hooks know no file, their suites do. */
function entryOf(test) {
  return { title: test.fullTitle(), file: test.file ?? test.parent?.file };
}

/** The reason that `needs` left on the test or on a suite around it. */
function reasonOf(test) {
  for (let place = test; place; place = place.parent) if (place.skipReason) return place.skipReason;
  return 'skipped by the test itself';
}

module.exports = ReportingReporter;
