<?php
// SimpleSAMLphp as identity provider, all under one folder. What varies is in options.json there, read anew at each request.
$folder = getenv('IDP_FOLDER');
$config = [
    'baseurlpath' => getenv('IDP_URL') . '/',
    'certdir' => "$folder/cert/",
    'metadatadir' => "$folder/metadata/",
    'loggingdir' => "$folder/log/",
    'tempdir' => "$folder/tmp/",
    'datadir' => "$folder/data/",
    'session.phpsession.savepath' => "$folder/sessions/",
    'attributenamemapdir' => getenv('IDP_PACKAGE') . '/etc/simplesamlphp/attributemap/',
    'secretsalt' => 'for-tests-only',
    'auth.adminpassword' => bin2hex(random_bytes(16)),
    'timezone' => 'UTC',
    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
    'session.cookie.secure' => false,
    'session.cookie.samesite' => 'Lax',
    'language.cookie.secure' => false,
    'language.cookie.samesite' => 'Lax',
    'store.type' => 'phpsession',
    'logging.handler' => 'file',
    'logging.level' => SimpleSAML\Logger::INFO,
    'production' => true,
    'metadata.sources' => [['type' => 'flatfile'], ['type' => 'xml', 'file' => "$folder/sp.xml"]],
];
