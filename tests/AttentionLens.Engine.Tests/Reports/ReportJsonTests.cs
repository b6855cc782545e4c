using System.Text;
using System.Text.Json;

namespace AttentionLens.Engine.Tests;

public sealed class ReportJsonTests
{
    [Fact]
    public void Read_WhatWriteWrote_GivesAnEqualReport()
    {
        AnalysisReport report = SampleReport.Report;

        AnalysisReport read = ReportBytes.Read(ReportBytes.Of(report));

        Assert.Equal((report.ToolVersion, report.ExampleCount), (read.ToolVersion, read.ExampleCount));
        Assert.Equal(report.Model with { Labels = [], Caveats = [] }, read.Model with { Labels = [], Caveats = [] });
        Assert.Equal(report.Model.Labels.AsEnumerable(), read.Model.Labels.AsEnumerable());
        Assert.Equal(report.Plugins.AsEnumerable(), read.Plugins.AsEnumerable());
        Assert.Equal(report.Examples[0].Tokens.AsEnumerable(), read.Examples[0].Tokens.AsEnumerable());
        Assert.Equal(report.Examples[0] with { Tokens = [] }, read.Examples[0] with { Tokens = [] });
        for (int index = 0; index < report.Findings.Length; index++)
        {
            Assert.Equal(0, FindingOrder.Instance.Compare(report.Findings[index], read.Findings[index]));
            Assert.Equal(report.Findings[index].Descriptor.Description, read.Findings[index].Descriptor.Description);
        }

        Assert.Equal(
            report.Findings[2].Descriptor.Sources.AsEnumerable(), read.Findings[2].Descriptor.Sources.AsEnumerable());
        MatrixFigure matrix = Assert.IsType<MatrixFigure>(read.Artefacts[1]);
        Assert.Equal(
            ((MatrixFigure)report.Artefacts[1]).Values.Select(BitConverter.SingleToInt32Bits), matrix.Values.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(((MatrixFigure)report.Artefacts[1]).Outlines.AsEnumerable(), matrix.Outlines.AsEnumerable());
        Assert.Equal(((DataTable)report.Artefacts[3]).Rows.SelectMany(row => row), ((DataTable)read.Artefacts[3]).Rows.SelectMany(row => row));
        ImageOverlayFigure overlay = Assert.IsType<ImageOverlayFigure>(read.Artefacts[4]);
        Assert.Equal([0, 1, 2, 253, 254, 255], overlay.Image.Values.ToArray());
        Assert.Equal((2, 1, new PatchGrid(1, 2, 1, 1)), (overlay.Image.Width, overlay.Image.Height, overlay.Patches));
        Assert.Equal(["a", "<b>"], overlay.Panels[0].Notes.ToArray());
        Assert.Equal([-1, 1e-45f], Assert.IsType<TokenComparisonFigure>(read.Artefacts[5]).Rows[0].Values.ToArray());
        Assert.Equal(report.Analyzers[0].Swept, read.Analyzers[0].Swept);
        HeadViewFigure heads = Assert.IsType<HeadViewFigure>(read.Artefacts[7]);
        Assert.Equal(((HeadViewFigure)report.Artefacts[7]).Heads.AsEnumerable(), heads.Heads.AsEnumerable());
        Assert.Equal((1, 2, 1), (heads.Layer, heads.QuerySentences.Length, heads.KeySentences.Length));
        Assert.Equal(["", "mean of heads"], Assert.IsType<HeadGridFigure>(read.Artefacts[0]).Panels.Select(panel => panel.Name));
        FlowFigure flow = Assert.IsType<FlowFigure>(read.Artefacts[8]);
        Assert.Equal((2, 0.25f, 1f), (flow.Layers[1].Layer, flow.Layers[0].Shares[2], flow.Ends[1]));
        NeuronViewFigure neurons = Assert.IsType<NeuronViewFigure>(read.Artefacts[9]);
        Assert.Equal(("a", 1e-45f, -4f, float.MinValue, 1f), (neurons.QueryToken, neurons.Query[2], neurons.KeyVectors[3], neurons.Scores[1], neurons.Weights[0]));
        SequenceFigure film = Assert.IsType<SequenceFigure>(read.Artefacts.Single(artefact => artefact.Id.Value == "zz"));
        Assert.Equal(["layer 0", "<layer 1>"], film.Frames.Select(frame => frame.Label));
        TokenStripFigure frame = Assert.IsType<TokenStripFigure>(film.Frames[1].Figure);
        Assert.Equal(("f", "Frame", "Second.", "c"), (frame.Id.Value, frame.Title, frame.Caption, frame.Tokens[1]));
        SideBySideFigure beside = Assert.IsType<SideBySideFigure>(read.Artefacts.Single(artefact => artefact.Id.Value == "zzd"));
        Assert.Equal(["<a>", "b"], beside.Parts.Select(part => part.Name));
        Assert.Equal((0.75f, "Second."), (Assert.IsType<TokenStripFigure>(beside.Parts[0].Figure).Scores[0], Assert.IsType<HeadMapFigure>(beside.Parts[1].Figure).Caption));
        ChartFigure charts = Assert.IsType<ChartFigure>(read.Artefacts[6]);
        Assert.Equal(0.3, Assert.IsType<BarPanel>(charts.Panels[0]).Reference);
        Assert.Equal([1, 0.5f], Assert.IsType<CurvePanel>(charts.Panels[2]).Curves[0].Upper.ToArray());
        ScatterPanel scatter = Assert.IsType<ScatterPanel>(charts.Panels[3]);
        Assert.Equal(("ρ 1", new ScatterPoint("<a>", -1, 0.25f)), (scatter.Subtitle, scatter.Points[0]));
    }

    [Fact]
    public void Write_ReportReadBack_GivesTheSameBytes()
    {
        byte[] bytes = ReportBytes.Of(SampleReport.Report);

        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(ReportBytes.Of(ReportBytes.Read(bytes))));
    }

    [Fact]
    public void Write_OneImageInSeveralFigures_IsThereOnce()
    {
        ImageOverlayFigure first = (ImageOverlayFigure)SampleReport.Report.Artefacts[4];
        ColorImage same = new(2, 1, [.. first.Image.Values]);
        ColorImage other = new(1, 2, [.. first.Image.Values]);
        Artefact[] figures = [first, first with { Id = new ArtefactId("u2"), Image = same }, first with { Id = new ArtefactId("u3"), Image = other, Patches = new PatchGrid(2, 1, 1, 1), Outlines = [] }];
        SequenceFigure film = new(new ArtefactId("u4"), "Film", [new SequenceFrame("one", first with { Id = new ArtefactId("u5") })]);
        byte[] bytes = ReportBytes.Of(SampleReport.Report with { Artefacts = [.. figures, film] });
        string json = Encoding.UTF8.GetString(bytes);

        AnalysisReport read = ReportBytes.Read(bytes);

        Assert.Equal(3, json.Split("\"rgb\"").Length);
        Assert.Equal(3, json.Split("\"sameAs\": \"u\"").Length);
        Assert.Equal(figures.Select(figure => ((ImageOverlayFigure)figure).Image.Values), read.Artefacts[..3].Select(figure => ((ImageOverlayFigure)figure).Image.Values));
        Assert.Equal((1, 2), (((ImageOverlayFigure)read.Artefacts[2]).Image.Width, ((ImageOverlayFigure)read.Artefacts[2]).Image.Height));
        Assert.Same(((ImageOverlayFigure)read.Artefacts[0]).Image, ((ImageOverlayFigure)((SequenceFigure)read.Artefacts[3]).Frames[0].Figure).Image);
        Assert.Equal(bytes, ReportBytes.Of(read));
    }

    [Theory]
    [InlineData("\"sameAs\": \"u\"", "\"sameAs\": \"u2\"")]
    [InlineData("\"sameAs\": \"u\"", "\"sameAs\": \"nothing\"")]
    [InlineData("\"width\": 2,\n    \"height\": 1,\n    \"sameAs\"", "\"width\": 1,\n    \"height\": 2,\n    \"sameAs\"")]
    public void Read_ImageOfNoEarlierFigure_IsAnInputErrorThatNamesThePlace(string find, string replace)
    {
        Artefact first = SampleReport.Report.Artefacts[4];
        string json = Encoding.UTF8.GetString(ReportBytes.Of(SampleReport.Report with { Artefacts = [first, first with { Id = new ArtefactId("u2") }] }));
        string broken = json.Replace(find, replace, StringComparison.Ordinal);
        Assert.NotEqual(json, broken);

        LensInputException error = Assert.Throws<LensInputException>(() => ReportBytes.Read(Encoding.UTF8.GetBytes(broken)));

        Assert.Contains("artefacts[1].image.sameAs': found ", error.Message, StringComparison.Ordinal);
        Assert.Contains("expected the id of an earlier figure with an image of this size", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Numbers_HaveTheirShortestFormOnOneLine()
    {
        string json = Encoding.UTF8.GetString(ReportBytes.Of(SampleReport.Report));

        Assert.Contains("\"values\": [0.1,null,\"-Infinity\",-0]", json, StringComparison.Ordinal);
        Assert.Contains("\"outlines\": [[0,1],[1,0]]", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", json, StringComparison.Ordinal);
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        Assert.Contains("猫", json, StringComparison.Ordinal);
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_HalfASurrogatePair_BecomesTheReplacementCharacter()
    {
        AnalysisReport report = SampleReport.Report with { Examples = [new ReportExample(0, []) { Text = "a\ud800b" }] };

        Assert.Equal("a\ufffdb", ReportBytes.Read(ReportBytes.Of(report)).Examples[0].Text);
    }

    [Fact]
    public void Write_FigureOfAPluginsType_KeepsItsNameAndCaption()
    {
        AnalysisReport report = SampleReport.Report with { Artefacts = [new Spiral(new ArtefactId("x"), "Spiral", 3) { Caption = "Round." }] };

        byte[] bytes = ReportBytes.Of(report);
        ForeignArtefact read = Assert.IsType<ForeignArtefact>(ReportBytes.Read(bytes).Artefacts[0]);

        Assert.Equal(("x", "Spiral", "Round.", typeof(Spiral).FullName), (read.Id.Value, read.Title, read.Caption, read.TypeName));
        Assert.Equal(bytes, ReportBytes.Of(ReportBytes.Read(bytes)));
    }

    [Fact]
    public void ReadArtefact_WhatWriteArtefactWrote_IsTheSameAsInTheReport()
    {
        foreach (Artefact artefact in SampleReport.Report.Artefacts)
        {
            using MemoryStream bytes = new();
            ReportJson.WriteArtefact(artefact, bytes);

            using MemoryStream again = new();
            ReportJson.WriteArtefact(ReportJson.ReadArtefact(new MemoryStream(bytes.ToArray())), again);

            Assert.Equal(bytes.ToArray(), again.ToArray());
        }
    }

    [Fact]
    public void ReadArtefact_SequenceWithinASequence_IsAnInputErrorWhateverItsDepth()
    {
        string json = "{\"type\":\"sequence\",\"id\":\"a\",\"title\":\"A\",\"frames\":[]}";
        foreach (int depth in new[] { 1, 2, 100 })
        {
            string nested = json;
            for (int level = 0; level < depth; level++)
            {
                nested = json.Replace("[]", "[{\"label\":\"l\",\"figure\":" + nested + "}]", StringComparison.Ordinal);
            }

            Assert.Throws<LensInputException>(() => ReportJson.ReadArtefact(new MemoryStream(Encoding.UTF8.GetBytes(nested))));
        }
    }

    [Fact]
    public void Write_TwoRulesWithOneId_IsAnError()
    {
        AnalysisReport report = SampleReport.Report with { Findings = [new Finding(SampleReport.Rule with { Title = "Other" }, default, 1)] };

        LensInputException error = Assert.Throws<LensInputException>(() => ReportBytes.Of(report));

        Assert.Contains("'TT0001' is described in two ways", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "expected an object")]
    [InlineData("null", "found null, expected an object")]
    [InlineData("{}", "property 'schemaVersion' is missing")]
    [InlineData("{\"schemaVersion\":1}", "'schemaVersion': found 1, expected a text")]
    [InlineData("{\"schemaVersion\":\"2\"}", "expected \"1\"; write the report again")]
    [InlineData("{\"schemaVersion\":\"1\",\"schemaVersion\":\"1\"}", "not valid JSON")]
    [InlineData("{\"schemaVersion\":\"1\",\"modle\":1}", "property 'modle' is not known; nearest: model")]
    [InlineData("{\"schemaVersion\":\"\\ud800\"}", "valid Unicode")]
    [InlineData("{\"schemaVersion\":\"1\",\"\\ud800\":1}", "valid Unicode")]
    public void Read_NotAReport_IsAnInputErrorOfOneLine(string json, string expected)
    {
        LensInputException error = Assert.Throws<LensInputException>(() => ReportBytes.Read(Encoding.UTF8.GetBytes(json)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NestedDeeper_IsAnInputError()
    {
        string json = new string('[', 100_000) + new string(']', 100_000);

        Assert.Throws<LensInputException>(() => ReportBytes.Read(Encoding.UTF8.GetBytes(json)));
    }

    [Theory]
    [InlineData("\"exampleCount\": 7", "\"exampleCount\": -7", "'exampleCount': found -7, expected a whole number")]
    [InlineData("\"exampleCount\": 7", "\"exampleCount\": 1e999", "'exampleCount': found 1e999")]
    [InlineData("\"exampleCount\": 7", "\"exampleCount\": 7.5", "'exampleCount': found 7.5")]
    [InlineData("\"layers\": 2", "\"layers\": 99999999999", "'model.layers': found 99999999999")]
    [InlineData("\"severity\": \"warning\"", "\"severity\": \"dire\"", "expected one of hidden, note, warning, error")]
    [InlineData("\"severity\": \"warning\"", "\"severity\": \"2\"", "expected one of hidden, note, warning, error")]
    [InlineData("\"hook\": \"blocks.0.attn.pattern\"", "\"hook\": \"../x\"", "findings[1].address.hook': found \"../x\", expected a hook name")]
    [InlineData("\"id\": \"g\"", "\"id\": \"../../g\"", "'artefacts[0].id': found \"../../g\", expected an artefact id")]
    [InlineData("\"id\": \"g\"", "\"id\": \"m\"", "artefacts with an id of their own")]
    [InlineData("\"type\": \"matrix\"", "\"type\": \"matrx\"", "expected one of matrix, headGrid")]
    [InlineData("[0.1,null,\"-Infinity\",-0]", "[0.1,null]", "'artefacts[1]' does not fit together: artefact 'm' has 2 values; expected 4, 2 rows times 2 columns")]
    [InlineData("[0.1,null,\"-Infinity\",-0]", "[1e39,0,0,0]", "expected a number that fits a float")]
    [InlineData("[0.1,null,\"-Infinity\",-0]", "{}", "expected an array of numbers")]
    [InlineData("[[0,1],[1,0]]", "[[0,1],[1,2]]", "artefact 'm' outlines row 1, column 2; expected cells of 2 rows times 2 columns, from 0")]
    [InlineData("[[0,1],[1,0]]", "[[0,1,2]]", "'artefacts[1].outlines[0]': found an array, expected a row and a column")]
    [InlineData("[[0,1],[1,0]]", "[[0,-1]]", "'artefacts[1].outlines[0][1]': found -1, expected a whole number")]
    [InlineData("\"rgb\": \"AAEC/f7/\"", "\"rgb\": \"AAEC\"", "'artefacts[4].image' does not fit together: 3 bytes for 2 by 1 pixels")]
    [InlineData("\"rgb\": \"AAEC/f7/\"", "\"rgb\": \"?\"", "expected bytes in base 64")]
    [InlineData("\"width\": 2,\n    \"height\": 1", "\"width\": 2147483647,\n    \"height\": 2147483647", "6 bytes for 2147483647 by 2147483647 pixels")]
    [InlineData("\"side\": 1", "\"side\": 2147483647", "artefact 'u' has 1 by 2 patches of 2147483647 pixels; expected ones that lie within 1 by 2")]
    [InlineData("\"side\": 1", "\"side\": 0", "artefact 'u' has 1 by 2 patches of 0 pixels; expected ones that lie within 1 by 2")]
    [InlineData("\"values\": [0.5,null]", "\"values\": [0.5]", "1 scores named 'attnlrp'; expected 2, one for each patch")]
    [InlineData("\"values\": [-1,", "\"values\": [-1,0,", "3 scores named 'lime'; expected 2, one for each token")]
    [InlineData("\"type\": \"bars\"", "\"type\": \"pies\"", "'artefacts[6].panels[0].type': found \"pies\", expected one of bars, curves")]
    [InlineData("\"errors\": [0.1,null]", "\"errors\": [0.1]", "has 1 errors in chart '")]
    [InlineData("\"reference\": 0.3", "\"reference\": null", "with NaN; expected a finite number")]
    [InlineData("\"x\": [0,1]", "\"x\": [1,0]", "has a point on curve 'random' of chart '")]
    [InlineData("\"x\": [0,1]", "\"x\": [0]", "has 2 vertical places on curve 'random' of chart '")]
    [InlineData("\"x\": [0,1]", "\"x\": [0,null]", "that is not finite or not to the right of the one before; expected finite numbers, rising horizontally")]
    [InlineData("\"weights\": \"AED//w==\"", "\"weights\": \"AED/\"", "'artefacts[7].heads[0]' does not fit together: 3 bytes for 2 queries times 1 keys")]
    [InlineData("\"querySentences\": [0,1]", "\"querySentences\": [0]", "artefact 'x' has 1 query sentences; expected 2, one for each token")]
    [InlineData("\"querySentences\": [0,1]", "\"querySentences\": [0,-1]", "found -1, expected a whole number")]
    [InlineData("\"layer\": 1,\n   \"querySentences\"", "\"layer\": 7,\n   \"querySentences\"", "artefact 'x' shows layer 7, of which it has no head")]
    [InlineData("\"label\": \"layer 0\"", "\"label\": null", "artefacts[10].frames[0].label': found null, expected a text")]
    [InlineData("\"scores\": [0.75]", "\"scores\": []", "'artefacts[10].frames[0].figure' does not fit together: artefact 'f' has 0 scores; expected 1")]
    [InlineData("\"rule\": \"TT0002\"", "\"rule\": \"TT0009\"", "expected the id of one of the file's rules")]
    [InlineData("\"decimals\": 5", "\"decimals\": 500", "expected a whole number from 0 to 15")]
    public void Read_OneValueWrong_IsAnInputErrorThatNamesThePlace(string find, string replace, string expected)
    {
        string json = Encoding.UTF8.GetString(ReportBytes.Of(SampleReport.Report));
        int at = json.IndexOf(find, StringComparison.Ordinal);
        string broken = string.Concat(json.AsSpan(0, at), replace, json.AsSpan(at + find.Length));

        LensInputException error = Assert.Throws<LensInputException>(() => ReportBytes.Read(Encoding.UTF8.GetBytes(broken)));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyValueReplaced_ThrowsNothingButInputErrors()
    {
        string json = Encoding.UTF8.GetString(ReportBytes.Of(SampleReport.Report));
        string[] replacements = ["null", "-1", "1e400", "\"\"", "[]", "{}", "true", "[[]]", "\"\\udfff\""];
        int refused = 0;
        foreach ((int start, int end) in Values(json))
        {
            foreach (string replacement in replacements)
            {
                refused += TryRead(string.Concat(json.AsSpan(0, start), replacement, json.AsSpan(end))) ? 0 : 1;
            }
        }

        Assert.InRange(refused, 500, int.MaxValue);
    }

    [Fact]
    public void Read_AnyByteFlipped_ThrowsNothingButInputErrors()
    {
        byte[] bytes = ReportBytes.Of(SampleReport.Report);
        for (int index = 0; index < bytes.Length; index += 3)
        {
            byte[] broken = [.. bytes];
            broken[index] ^= (byte)(1 << (index % 8));
            TryRead(broken);
        }
    }

    private static bool TryRead(string json) => TryRead(Encoding.UTF8.GetBytes(json));

    private static bool TryRead(byte[] bytes)
    {
        try
        {
            ReportBytes.Of(ReportBytes.Read(bytes));
            return true;
        }
        catch (LensInputException)
        {
            return false;
        }
    }

    private static List<(int Start, int End)> Values(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        Utf8JsonReader reader = new(bytes);
        List<(int Start, int End)> values = [];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            {
                int start = Encoding.UTF8.GetCharCount(bytes, 0, (int)reader.TokenStartIndex);
                values.Add((start, start + Encoding.UTF8.GetCharCount(bytes, (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex))));
            }
        }

        return values;
    }

    private sealed record Spiral(ArtefactId Id, string Title, int Turns) : Artefact(Id, Title);
}
