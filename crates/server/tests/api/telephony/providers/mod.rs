pub mod edges;
