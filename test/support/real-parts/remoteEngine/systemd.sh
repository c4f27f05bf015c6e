#!/bin/sh
# Second program of the VM whose control groups systemd makes: hands over to it.
exec /usr/lib/systemd/systemd --unit=engine.service
