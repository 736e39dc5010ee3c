<?php
// Service providers beside the one whose own metadata is in sp.xml; an entry of the same name takes its place.
$options = json_decode(file_get_contents(getenv('IDP_FOLDER') . '/options.json'), true);
foreach ($options['service_providers'] as $name => $one) {
    $metadata[$name] = $one;
}
