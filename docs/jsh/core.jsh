// Seeds, streams and intervals, in JShell.
System.out.println(Seed.of(42).child("client/0"));
System.out.println(SplitMix64.of(Seed.of(42)).nextDouble());
System.out.println(BinomialInterval.clopperPearson(38065, 50000, 0.95));
System.out.println(Table.titled("Top-1 accuracy")
    .column(Column.text("model"))
    .column(Column.decimal("accuracy", 4))
    .column(Column.interval("95 % interval", 4, "low95", "high95"))
    .row("resnet50", 0.7613, BinomialInterval.wilson(38065, 50000, 0.95))
    .build());
/exit
