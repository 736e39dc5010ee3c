mod create;
mod dataschemas;
mod get;
mod intakesettings;
mod stageplans;
