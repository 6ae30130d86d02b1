package io.tenantry.provisioning.preferences.web;

import java.util.List;

/** All the preferences that there are, by name. */
record PreferenceKeyList(List<PreferenceKeyView> items) {}
