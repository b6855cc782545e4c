using AttentionLens.Benchmarks;

switch (args.FirstOrDefault())
{
    case "check":
        return KernelChecks.Run(Console.Out, args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 1);
    case "gemm":
        ProductSpeed.Print(Console.Out);
        return 0;
    case "attention":
        AttentionSpeed.Print(Console.Out);
        return 0;
    case "elementwise":
        ElementwiseSpeed.Print(Console.Out);
        return 0;
    case "generation":
        GenerationSpeed.Print(Console.Out);
        return 0;
    case "relevance":
        RelevanceMemory.Print(Console.Out);
        return 0;
    case "report":
        ReportCost.Print(Console.Out);
        return 0;
    case "sweep":
        SweepSpeed.Print(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Usage: check [share] | gemm | attention | elementwise | generation | relevance | report | sweep");
        return 2;
}
