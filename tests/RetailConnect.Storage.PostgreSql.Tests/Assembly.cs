using RetailConnect.Tests;
using RetailConnect.Storage.PostgreSql.Tests;

[assembly: AssemblyFixture(typeof(SharedCluster))]
