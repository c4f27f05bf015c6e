import { msg, type Message } from '../message';
import type { DeviceRate, HostConfig } from '../engine/port';
import type { LimitDefinition, LimitName } from './limitDefinitions';

/** The limits on reading and writing block devices, each for any number of devices. */
export function deviceLimits(config: HostConfig, v2: boolean): readonly LimitDefinition[] {
  return devices.map(({ name, title, composeKey, apiKey, rates, unit, key, v1File }) => {
    const declared = rates(config);
    const set = declared.length > 0;
    return {
      name,
      title,
      flag: `--${name}`,
      composeKey: `blkio_config.${composeKey}`,
      apiKey,
      controller: v2 ? '' : 'blkio',
      file: v2 ? 'io.max' : v1File,
      set,
      value: deviceValue(declared, unit),
      expected: v2 && set ? declared.map(({ rate }) => `${key}=${rate}`).join(' ') : undefined,
      amount: declared[0]?.rate ?? 0,
    };
  });
}

interface DeviceLimit {
  readonly name: LimitName;
  readonly title: Message;
  readonly composeKey: string;
  readonly apiKey: string;
  readonly rates: (config: HostConfig) => readonly DeviceRate[];
  readonly unit: 'bytes' | 'operations';
  /** Word in cgroup v2's io.max. */
  readonly key: string;
  readonly v1File: string;
}

const devices: readonly DeviceLimit[] = [
  {
    name: 'device-read-bps',
    title: msg('Reading a device, bytes a second'),
    composeKey: 'device_read_bps',
    apiKey: 'BlkioDeviceReadBps',
    rates: (config) => config.blkioDeviceReadBps,
    unit: 'bytes',
    key: 'rbps',
    v1File: 'blkio.throttle.read_bps_device',
  },
  {
    name: 'device-write-bps',
    title: msg('Writing a device, bytes a second'),
    composeKey: 'device_write_bps',
    apiKey: 'BlkioDeviceWriteBps',
    rates: (config) => config.blkioDeviceWriteBps,
    unit: 'bytes',
    key: 'wbps',
    v1File: 'blkio.throttle.write_bps_device',
  },
  {
    name: 'device-read-iops',
    title: msg('Reading a device, operations a second'),
    composeKey: 'device_read_iops',
    apiKey: 'BlkioDeviceReadIOps',
    rates: (config) => config.blkioDeviceReadIOps,
    unit: 'operations',
    key: 'riops',
    v1File: 'blkio.throttle.read_iops_device',
  },
  {
    name: 'device-write-iops',
    title: msg('Writing a device, operations a second'),
    composeKey: 'device_write_iops',
    apiKey: 'BlkioDeviceWriteIOps',
    rates: (config) => config.blkioDeviceWriteIOps,
    unit: 'operations',
    key: 'wiops',
    v1File: 'blkio.throttle.write_iops_device',
  },
];

function deviceValue(rates: readonly DeviceRate[], unit: 'bytes' | 'operations'): Message {
  const [first] = rates;
  if (first === undefined) return msg('no limit');
  if (rates.length > 1) return msg('{0} devices', rates.length);
  return unit === 'bytes'
    ? msg('{0} bytes a second on {1}', first.rate, first.path)
    : msg('{0} operations a second on {1}', first.rate, first.path);
}
