namespace AttentionLens.Engine.Tests;

internal static class ReportBytes
{
    public static byte[] Of(AnalysisReport report)
    {
        using MemoryStream stream = new();
        ReportJson.Write(report, stream);
        return stream.ToArray();
    }

    public static AnalysisReport Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return ReportJson.Read(stream);
    }
}
