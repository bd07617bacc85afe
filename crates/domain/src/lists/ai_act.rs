//! Words of the EU AI Act, Regulation (EU) 2024/1689 as amended: roles, classes, uses of Annex III, and the grounds on
//! which such a use is not high-risk after all.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::closed_list;

closed_list! {
    /// A role that the Act knows. Not the roles of ISO/IEC 22989: a "provider" there need not be one here.
    ActRole {
        /// Develops a system, or has it developed, and puts it on the market or into service under its own name.
        Provider = "provider",
        /// Uses a system under its own authority.
        Deployer = "deployer",
        /// Brings a system of somebody outside the Union to the Union market.
        Importer = "importer",
        /// Makes a system available without being its provider or importer.
        Distributor = "distributor",
        /// Acts in the Union for a provider outside it.
        AuthorisedRepresentative = "authorised_representative",
        /// Puts a product under Annex I law on the market together with a system, under its own name.
        ProductManufacturer = "product_manufacturer",
        /// Supplies tools, services or components to a provider (Art. 25).
        ThirdPartySupplier = "third_party_supplier",
        /// Provides a general-purpose AI model.
        GpaiProvider = "gpai_provider",
        /// Provides a general-purpose AI model with systemic risk.
        GpaiSystemicRiskProvider = "gpai_systemic_risk_provider",
        /// Assesses conformity for others.
        NotifiedBody = "notified_body",
    }
}

closed_list! {
    /// What the Act makes of a system. A set: high-risk, transparency duties and a general-purpose component go
    /// together, and an empty set is stated as `none, because`.
    ActClass {
        /// A practice that Art. 5 bans.
        ProhibitedPractice = "art5",
        /// High-risk by the product route: Art. 6(1) and Annex I.
        HighRiskProduct = "art6.1",
        /// High-risk by the use route: Art. 6(2) and Annex III.
        HighRiskUse = "art6.2",
        /// A use of Annex III that Art. 6(3) takes out of high-risk, documented and registered by Art. 6(4).
        DerogatedUse = "art6.3",
        /// People are told that they deal with AI: Art. 50(1).
        InteractionNotice = "art50.1",
        /// What it generates is marked for machines: Art. 50(2).
        SyntheticContentMarking = "art50.2",
        /// People exposed to emotion recognition or biometric categorisation are told: Art. 50(3).
        EmotionOrCategorisationNotice = "art50.3",
        /// Deep fakes, and texts on matters of public interest, are disclosed: Art. 50(4).
        DeepFakeOrTextDisclosure = "art50.4",
        /// Rests on a general-purpose AI model; whether a model is one is a property of the model.
        GpaiComponent = "art51",
    }
}

closed_list! {
    /// Why a use of Annex III is not high-risk: Art. 6(3). It derogates from Art. 6(2) only, and never when the system
    /// profiles people.
    Derogation {
        /// It does a narrow procedural task.
        NarrowProceduralTask = "art6.3/narrow-task",
        /// It improves the result of finished human work.
        ImprovesHumanResult = "art6.3/improves-result",
        /// It detects patterns in decisions and does not replace human judgement.
        DetectsPatterns = "art6.3/patterns",
        /// It prepares an assessment that a person makes.
        PreparatoryTask = "art6.3/preparatory",
    }
}

closed_list! {
    /// A use listed in Annex III.
    AnnexIiiUse {
        /// Remote biometric identification; verification is none.
        RemoteBiometricIdentification = "annexIII.1.a",
        /// Biometric categorisation by sensitive traits.
        BiometricCategorisation = "annexIII.1.b",
        /// Emotion recognition.
        EmotionRecognition = "annexIII.1.c",
        /// Safety components of critical infrastructure.
        CriticalInfrastructure = "annexIII.2",
        /// Access, admission or assignment in education.
        EducationAccess = "annexIII.3.a",
        /// Evaluating learning outcomes.
        LearningOutcomes = "annexIII.3.b",
        /// Assessing the fitting level of education.
        EducationLevel = "annexIII.3.c",
        /// Monitoring prohibited behaviour in tests.
        TestMonitoring = "annexIII.3.d",
        /// Recruitment and selection.
        Recruitment = "annexIII.4.a",
        /// Decisions on work terms, promotion, termination, tasks, monitoring and evaluation.
        WorkDecisions = "annexIII.4.b",
        /// Eligibility for public benefits and services.
        PublicBenefits = "annexIII.5.a",
        /// Creditworthiness and credit scores; fraud detection is none.
        Creditworthiness = "annexIII.5.b",
        /// Risk and pricing in life and health insurance.
        InsurancePricing = "annexIII.5.c",
        /// Emergency calls, dispatch and triage.
        EmergencyTriage = "annexIII.5.d",
        /// Risk of becoming a victim.
        VictimRisk = "annexIII.6.a",
        /// Polygraphs and similar in law enforcement.
        LawEnforcementPolygraph = "annexIII.6.b",
        /// Reliability of evidence.
        EvidenceReliability = "annexIII.6.c",
        /// Risk of offending, personality traits or past behaviour.
        OffendingRisk = "annexIII.6.d",
        /// Profiling in detection, investigation or prosecution.
        LawEnforcementProfiling = "annexIII.6.e",
        /// Polygraphs and similar in migration and border control.
        MigrationPolygraph = "annexIII.7.a",
        /// Security, irregular-migration or health risk.
        MigrationRisk = "annexIII.7.b",
        /// Examining asylum, visa or residence applications.
        AsylumApplications = "annexIII.7.c",
        /// Detecting, recognising or identifying people at borders; checks of travel documents are none.
        BorderIdentification = "annexIII.7.d",
        /// Helping judicial authorities research, interpret and apply law.
        JudicialAssistance = "annexIII.8.a",
        /// Influencing elections or voting behaviour.
        ElectionInfluence = "annexIII.8.b",
    }
}

impl ActClass {
    /// Whether the duties of high-risk systems apply.
    #[must_use]
    pub const fn is_high_risk(self) -> bool {
        matches!(self, Self::HighRiskProduct | Self::HighRiskUse)
    }
}
